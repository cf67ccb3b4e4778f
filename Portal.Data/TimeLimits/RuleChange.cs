using System.Text.Json;

namespace Portal.Data.TimeLimits;

/// <summary>
/// What a jurisdiction puts in the place of a rule's own: only what is given changes. The id, the events, the scope and
/// the citation of a rule stay, so that a figure of the rule keeps its meaning.
/// </summary>
public sealed record RuleChange
{
    /// <summary>The rule does not hold at all.</summary>
    public bool IsOff { get; init; }

    public LimitSpan? Limit { get; init; }

    /// <summary>Lengths by diameter, in the place of one length for all; null leaves what the rule has. Never together with <see cref="Limit"/>.</summary>
    public IReadOnlyList<PipeLimit>? ByPipe { get; init; }

    public DayBoundary? DayBoundary { get; init; }

    public Hardness? Hardness { get; init; }

    /// <summary>What 延期至 does; the conditions in <see cref="Extension"/> replace the rule's own with it.</summary>
    public OrderLimit? OrderLimit { get; init; }

    public ExtensionPolicy? Extension { get; init; }

    public bool IsEmpty => this == new RuleChange();

    /// <summary>The rule as changed; null when it is off.</summary>
    public LimitRule? Apply(LimitRule rule)
    {
        if (IsOff)
        {
            return null;
        }

        var limit = Limit ?? (ByPipe is [var first, ..] ? first.Limit : rule.Limit);
        var isInDays = limit.Unit is LimitUnit.NaturalDay or LimitUnit.WorkingDay;
        return rule with
        {
            Limit = limit,

            // One length given for all takes the place of lengths by diameter.
            ByPipe = Limit is null ? ByPipe ?? rule.ByPipe : [],

            // A limit changed from days to hours has no last day whose end could count.
            DayBoundary = DayBoundary ?? (isInDays ? rule.DayBoundary : TimeLimits.DayBoundary.SameTime),
            Hardness = Hardness ?? rule.Hardness,
            OrderLimit = OrderLimit ?? rule.OrderLimit,
            Extension = OrderLimit is null ? rule.Extension : Extension,
        };
    }

    /// <summary>In the form of docs/time-limits.md, as it is stored.</summary>
    public string Write() => RuleSetText.Write(json =>
    {
        json.WriteStartObject();
        if (IsOff)
        {
            json.WriteBoolean("off", true);
        }

        if (Limit is { } limit)
        {
            json.WriteNumber("amount", limit.Amount);
            json.WriteString("unit", limit.Unit.ToString());
        }

        if (ByPipe is { } byPipe)
        {
            RuleSetText.ByPipe(json, byPipe);
        }

        RuleSetText.Code(json, "dayBoundary", DayBoundary);
        RuleSetText.Code(json, "hardness", Hardness);
        RuleSetText.Code(json, "orderLimit", OrderLimit);
        RuleSetText.Extension(json, Extension);
        json.WriteEndObject();
    });

    /// <exception cref="InvalidDataException">The text is no change as <see cref="Write"/> writes it.</exception>
    public static RuleChange Read(string text)
    {
        var problems = new List<DataFileProblem>();
        using var document = JsonDocument.Parse(text);
        var fields = new DataFields(document.RootElement, "override", "", problems);
        var change = new RuleChange
        {
            IsOff = fields.Flag("off"),
            Limit = fields.Has("amount") ? new(fields.Number("amount"), fields.Code<LimitUnit>("unit")) : null,
            ByPipe = fields.Has("byPipe") ? RuleSetFile.ByPipe(fields, "override") : null,
            DayBoundary = fields.OptionalCode<DayBoundary>("dayBoundary"),
            Hardness = fields.OptionalCode<Hardness>("hardness"),
            OrderLimit = fields.OptionalCode<OrderLimit>("orderLimit"),
            Extension = RuleSetFile.Extension(fields.Child("extension")),
        };
        fields.RefuseOthers();
        return problems.Count == 0 ? change : throw new InvalidDataException($"A stored override cannot be read. {problems[0]}");
    }
}
