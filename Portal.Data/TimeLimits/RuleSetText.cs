using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Portal.Data.TimeLimits;

/// <summary>Writes a rule set in the form that <see cref="RuleSetFile"/> reads (docs/time-limits.md): what was read comes out again.</summary>
public static class RuleSetText
{
    private static readonly JsonWriterOptions s_readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(RuleSet set) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("code", set.Code);
        json.WriteNumber("version", set.Version);
        Text(json, "name", set.Name);
        Text(json, "source", set.Source);
        Codes(json, "sectors", set.Sectors);
        Day(json, "effectiveFrom", set.EffectiveFrom);
        Day(json, "effectiveTo", set.EffectiveTo);
        json.WriteStartArray("rules");
        foreach (var rule in set.Rules)
        {
            Rule(json, rule);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    internal static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    internal static void Code<T>(Utf8JsonWriter json, string name, T? code)
        where T : struct, Enum
    {
        if (code is { } known)
        {
            json.WriteString(name, known.ToString());
        }
    }

    internal static void Extension(Utf8JsonWriter json, ExtensionPolicy? extension)
    {
        if (extension is null)
        {
            return;
        }

        json.WriteStartObject("extension");
        Flag(json, "reasonRequired", extension.ReasonRequired);
        Span(json, "longest", extension.Longest);
        if (extension.Approver is { } approver)
        {
            json.WriteString("approver", approver);
        }

        json.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter json, LimitRule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        Text(json, "name", rule.Name);
        Code<LimitTopic>(json, "topic", rule.Topic);
        Code<LimitSubject>(json, "subject", rule.Subject);
        Code(json, "record", Unless(rule.Record, RecordKind.LedgerRow));
        Code(json, "direction", Unless(rule.Direction, LimitDirection.Within));
        Code<CaseEvent>(json, "start", rule.Start);
        Code<CaseEvent>(json, "stop", rule.Stop);
        Codes(json, "orStop", rule.OrStop);
        if (rule.ByPipe.Count > 0)
        {
            ByPipe(json, rule.ByPipe);
        }
        else if (rule.OrderLimit is not OrderLimit.Required || rule.Limit != default)
        {
            json.WriteNumber("amount", rule.Limit.Amount);
            json.WriteString("unit", rule.Limit.Unit.ToString());
        }

        Code(json, "dayBoundary", Unless(rule.DayBoundary, DayBoundary.SameTime));
        Code(json, "hardness", Unless(rule.Hardness, Hardness.Hard));
        Code(json, "orderLimit", Unless(rule.OrderLimit, OrderLimit.Ignored));
        Extension(json, rule.Extension);
        Appointment(json, rule.Appointment);
        Scope(json, rule.AppliesWhen);
        json.WriteStartObject("citation");
        json.WriteString("source", rule.Citation.Source);
        json.WriteString("clause", rule.Citation.Clause);
        json.WriteString("quote", rule.Citation.Quote);
        json.WriteEndObject();
        Text(json, "note", rule.Note);
        Flag(json, "localDefault", rule.IsLocalDefault);
        Day(json, "effectiveFrom", rule.EffectiveFrom);
        Day(json, "effectiveTo", rule.EffectiveTo);
        json.WriteEndObject();
    }

    internal static void ByPipe(Utf8JsonWriter json, IReadOnlyList<PipeLimit> limits)
    {
        json.WriteStartArray("byPipe");
        foreach (var limit in limits)
        {
            json.WriteStartObject();
            Pipe(json, limit.Pipe);
            json.WriteNumber("amount", limit.Limit.Amount);
            json.WriteString("unit", limit.Limit.Unit.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Appointment(Utf8JsonWriter json, AppointmentPolicy? appointment)
    {
        if (appointment is not null)
        {
            json.WriteStartObject("appointment");
            Code(json, "agreedBy", appointment.AgreedBy);
            Span(json, "within", appointment.Within);
            json.WriteEndObject();
        }
    }

    private static void Scope(Utf8JsonWriter json, LimitScope scope)
    {
        if (scope == new LimitScope())
        {
            return;
        }

        json.WriteStartObject("appliesWhen");
        Codes(json, "sectors", scope.Sectors);
        Codes(json, "channels", scope.Channels);
        Codes(json, "exceptChannels", scope.ExceptChannels);
        Codes(json, "requestClasses", scope.RequestClasses);
        Codes(json, "complaintTypes", scope.ComplaintTypes);
        Texts(json, "subTypes", scope.SubTypes);
        Texts(json, "words", scope.Words);
        Texts(json, "exceptWords", scope.ExceptWords);
        Codes(json, "urgencies", scope.Urgencies);
        Codes(json, "grades", scope.Grades);
        Texts(json, "ownerships", scope.Ownerships);
        Pipe(json, scope.Pipe);
        if (scope.RoomBelow is { } degrees)
        {
            json.WriteNumber("roomBelow", degrees);
        }

        if (scope.HeatingOnly)
        {
            json.WriteString("season", "Heating");
        }
        else if (scope.Season is { } season)
        {
            json.WriteStartObject("season");
            json.WriteString("from", string.Create(CultureInfo.InvariantCulture, $"{season.FromMonth:00}-{season.FromDay:00}"));
            json.WriteString("to", string.Create(CultureInfo.InvariantCulture, $"{season.ToMonth:00}-{season.ToDay:00}"));
            json.WriteEndObject();
        }

        Flag(json, "validOnly", scope.ValidOnly);
        json.WriteEndObject();
    }

    private static void Pipe(Utf8JsonWriter json, PipeRange? pipe)
    {
        if (pipe is null)
        {
            return;
        }

        json.WriteStartObject("pipe");
        if (pipe.From is { } from)
        {
            json.WriteNumber(pipe.FromExclusive ? "above" : "from", from);
        }

        if (pipe.To is { } to)
        {
            json.WriteNumber(pipe.ToExclusive ? "below" : "to", to);
        }

        json.WriteEndObject();
    }

    private static void Span(Utf8JsonWriter json, string name, LimitSpan? span)
    {
        if (span is { } known)
        {
            json.WriteStartObject(name);
            json.WriteNumber("amount", known.Amount);
            json.WriteString("unit", known.Unit.ToString());
            json.WriteEndObject();
        }
    }

    private static void Text(Utf8JsonWriter json, string name, LimitText? text)
    {
        if (text is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("zh", text.Zh);
            json.WriteString("en", text.En);
            json.WriteEndObject();
        }
    }

    private static void Codes<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> codes)
        where T : struct, Enum => Texts(json, name, [.. codes.Select(code => code.ToString())]);

    /// <summary>An empty list means all and is left out.</summary>
    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }

    private static void Flag(Utf8JsonWriter json, string name, bool isSet)
    {
        if (isSet)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
        {
            json.WriteString(name, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static T? Unless<T>(T code, T standard)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(code, standard) ? null : code;
}
