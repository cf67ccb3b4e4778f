using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>Reads a rule set from its JSON file (docs/time-limits.md gives the form) and reports every fault by rule and property.</summary>
public static partial class RuleSetFile
{
    public static RuleSetReading Read(string json)
    {
        var problems = new List<DataFileProblem>();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return new(null, [new("rule set", "", "The file must hold one JSON object.")]);
            }

            var set = Set(new(document.RootElement, "rule set", "", problems));
            problems.AddRange(RuleSetRules.Validate(set, [.. problems]));
            return new(problems.Count == 0 ? set : null, problems);
        }
        catch (JsonException fault)
        {
            return new(null, [new("rule set", "", $"The file is not JSON (line {fault.LineNumber + 1}).")]);
        }
    }

    /// <summary>The same for a text that is still being written: whatever can be read of it, and what is wrong.</summary>
    public static RuleSetReading ReadDraft(string json)
    {
        var problems = new List<DataFileProblem>();
        using var document = JsonDocument.Parse(json);
        var set = Set(new(document.RootElement, "rule set", "", problems));
        problems.AddRange(RuleSetRules.Validate(set, [.. problems]));
        return new(set, problems);
    }

    private static RuleSet Set(DataFields fields)
    {
        var code = fields.Text("code");
        var version = fields.Number("version");
        var set = new RuleSet
        {
            Code = code,
            Version = version,
            Name = RequiredText(fields, "name"),
            Source = RequiredText(fields, "source"),
            Sectors = fields.Codes<Sector>("sectors"),
            EffectiveFrom = fields.Day("effectiveFrom"),
            EffectiveTo = fields.Day("effectiveTo"),
            Rules = [.. fields.Children("rules", "rule").Select(rule => Rule(rule, code, version))],
        };
        fields.RefuseOthers();
        return set;
    }

    private static LimitRule Rule(DataFields fields, string setCode, int setVersion)
    {
        var id = fields.Text("id");
        fields.Entry = id.Length == 0 ? fields.Entry : id;
        IReadOnlyList<PipeLimit> byPipe = fields.Has("byPipe") ? ByPipe(fields, id) : [];
        var rule = new LimitRule
        {
            Id = id,
            SetCode = setCode,
            SetVersion = setVersion,
            Name = RequiredText(fields, "name"),
            Topic = fields.Code<LimitTopic>("topic"),
            Subject = fields.Code<LimitSubject>("subject"),
            Record = fields.OptionalCode<RecordKind>("record") ?? RecordKind.LedgerRow,
            Direction = fields.OptionalCode<LimitDirection>("direction") ?? LimitDirection.Within,
            Start = fields.Code<CaseEvent>("start"),
            Stop = fields.Code<CaseEvent>("stop"),
            OrStop = fields.Codes<CaseEvent>("orStop"),
            Limit = byPipe.Count > 0 ? byPipe[0].Limit : Limit(fields),
            ByPipe = byPipe,
            DayBoundary = fields.OptionalCode<DayBoundary>("dayBoundary") ?? DayBoundary.SameTime,
            Hardness = fields.OptionalCode<Hardness>("hardness") ?? Hardness.Hard,
            OrderLimit = fields.OptionalCode<OrderLimit>("orderLimit") ?? OrderLimit.Ignored,
            Extension = Extension(fields.Child("extension")),
            Appointment = Appointment(fields.Child("appointment")),
            AppliesWhen = Scope(fields.Child("appliesWhen")),
            Citation = Source(fields.RequiredChild("citation")),
            Note = Text(fields.Child("note")),
            IsLocalDefault = fields.Flag("localDefault"),
            EffectiveFrom = fields.Day("effectiveFrom"),
            EffectiveTo = fields.Day("effectiveTo"),
        };
        fields.RefuseOthers();
        return rule;
    }

    /// <summary>An order that prints its own limit leaves the source nothing to state.</summary>
    private static LimitSpan Limit(DataFields fields) =>
        !fields.Has("amount") && !fields.Has("unit") && fields.OptionalText("orderLimit") == nameof(OrderLimit.Required)
            ? default
            : new(fields.Number("amount"), fields.Code<LimitUnit>("unit"));

    internal static IReadOnlyList<PipeLimit> ByPipe(DataFields fields, string entry) => [.. fields.Children("byPipe", entry).Select(PipeLimit)];

    private static PipeLimit PipeLimit(DataFields fields) =>
        new(Pipe(fields.RequiredChild("pipe")) ?? new(null, false, null, false), Span(fields)!.Value);

    private static LimitScope Scope(DataFields? fields)
    {
        if (fields is null)
        {
            return new();
        }

        var isHeating = fields.IsText("season", "Heating");
        var scope = new LimitScope
        {
            Sectors = fields.Codes<Sector>("sectors"),
            Channels = fields.Codes<Channel>("channels"),
            ExceptChannels = fields.Codes<Channel>("exceptChannels"),
            RequestClasses = fields.Codes<RequestClass>("requestClasses"),
            ComplaintTypes = fields.Codes<ComplaintType>("complaintTypes"),
            SubTypes = fields.Texts("subTypes"),
            Words = fields.Texts("words"),
            ExceptWords = fields.Texts("exceptWords"),
            Urgencies = fields.Codes<Urgency>("urgencies"),
            Grades = fields.Codes<CaseGrade>("grades"),
            Ownerships = fields.Texts("ownerships"),
            Pipe = Pipe(fields.Child("pipe")),
            RoomBelow = fields.OptionalNumber("roomBelow"),
            HeatingOnly = isHeating,
            Season = isHeating ? null : Season(fields.Child("season")),
            ValidOnly = fields.Flag("validOnly"),
        };
        fields.RefuseOthers();
        return scope;
    }

    private static PipeRange? Pipe(DataFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var range = new PipeRange(
            fields.OptionalNumber("above") ?? fields.OptionalNumber("from"),
            fields.Has("above"),
            fields.OptionalNumber("below") ?? fields.OptionalNumber("to"),
            fields.Has("below"));
        if (fields.Has("above") && fields.Has("from"))
        {
            fields.Fault("above", "excludes \"from\": give one of them.");
        }

        if (fields.Has("below") && fields.Has("to"))
        {
            fields.Fault("below", "excludes \"to\": give one of them.");
        }

        fields.RefuseOthers();
        return range;
    }

    private static Season? Season(DataFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var (fromMonth, fromDay) = MonthAndDay(fields, "from");
        var (toMonth, toDay) = MonthAndDay(fields, "to");
        fields.RefuseOthers();
        return new(fromMonth, fromDay, toMonth, toDay);
    }

    private static (int Month, int Day) MonthAndDay(DataFields fields, string name)
    {
        var text = fields.Text(name);
        if (MonthAndDay().Match(text) is { Success: true } match)
        {
            var (month, day) = (int.Parse(match.Groups[1].ValueSpan, null), int.Parse(match.Groups[2].ValueSpan, null));
            // 2000 is a leap year: 29 February may begin or end a season.
            if (month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000, month))
            {
                return (month, day);
            }
        }

        fields.Fault(name, "must be a day of the year as MM-dd.");
        return (1, 1);
    }

    internal static ExtensionPolicy? Extension(DataFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var policy = new ExtensionPolicy(fields.Flag("reasonRequired"), Span(fields.Child("longest")), fields.OptionalText("approver"));
        fields.RefuseOthers();
        return policy;
    }

    private static AppointmentPolicy? Appointment(DataFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var policy = new AppointmentPolicy(fields.OptionalCode<CaseEvent>("agreedBy"), Span(fields.Child("within")));
        fields.RefuseOthers();
        return policy;
    }

    private static LimitSpan? Span(DataFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var span = new LimitSpan(fields.Number("amount"), fields.Code<LimitUnit>("unit"));
        fields.RefuseOthers();
        return span;
    }

    private static Citation Source(DataFields? fields)
    {
        var citation = new Citation(fields?.Text("source") ?? "", fields?.Text("clause") ?? "", fields?.Text("quote") ?? "");
        fields?.RefuseOthers();
        return citation;
    }

    private static LimitText RequiredText(DataFields fields, string name) => Text(fields.RequiredChild(name)) ?? new("", "");

    private static LimitText? Text(DataFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var text = new LimitText(fields.Text("zh"), fields.Text("en"));
        fields.RefuseOthers();
        return text;
    }

    [GeneratedRegex(@"^(\d\d)-(\d\d)\z")]
    private static partial Regex MonthAndDay();
}

/// <summary>A rule set, or everything that is wrong with its file.</summary>
public sealed record RuleSetReading(RuleSet? Set, IReadOnlyList<DataFileProblem> Problems);
