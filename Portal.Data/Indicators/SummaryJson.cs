using System.Text.Json;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>The summary as JSON, for the command line and for whoever reads figures by machine. Names are a contract.</summary>
public static class SummaryJson
{
    public static void Write(Stream target, SummaryReport report)
    {
        using var json = new Utf8JsonWriter(target, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString("from", MonthSpan.Text(report.Period.From));
        json.WriteString("to", MonthSpan.Text(report.Period.To));
        Figures(json, "total", report.Total);
        Figures(json, "previous", report.PreviousTotal);
        Slices(json, "byRequestClass", report.ByRequestClass);
        Slices(json, "byComplaintType", report.ByComplaintType);
        Slices(json, "byChannel", report.ByChannel);
        Seasons(json, report.BySeason);
        Topics(json, report.Topics);
        Limits(json, report.Limits);
        json.WriteStartArray("trend");
        foreach (var month in report.Trend)
        {
            json.WriteStartObject();
            json.WriteString("month", MonthSpan.Text(month.Month));
            Figures(json, "figures", month.Figures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("enterprises");
        foreach (var enterprise in report.Enterprises)
        {
            Enterprise(json, enterprise);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Enterprise(Utf8JsonWriter json, EnterpriseFigures subject)
    {
        json.WriteStartObject();
        json.WriteString("code", subject.Enterprise.Code);
        json.WriteString("name", subject.Enterprise.Name);
        json.WriteString("jurisdiction", subject.Enterprise.JurisdictionCode);
        json.WriteString("filing", subject.Filing.Standing.ToString());
        if (subject.Filing.Version is { } version)
        {
            json.WriteNumber("filingVersion", version);
        }

        if (subject.Filing.IsOnTime is { } isOnTime)
        {
            json.WriteBoolean("filedOnTime", isOnTime);
        }

        Figures(json, "figures", subject.Figures);
        Limits(json, subject.Limits);
        json.WriteEndObject();
    }

    private static void Figures(Utf8JsonWriter json, string name, FigureSet figures)
    {
        json.WriteStartObject(name);
        foreach (var figure in figures.All)
        {
            json.WritePropertyName(figure.IndicatorId);
            One(json, figure);
        }

        json.WriteEndObject();
    }

    private static void One(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject();
        json.WriteNumber("n", figure.Numerator);
        if (figure.Denominator is { } denominator)
        {
            json.WriteNumber("d", denominator);
        }

        if (figure.Value is { } value)
        {
            json.WriteNumber("value", Math.Round(value, 6));
        }
        else
        {
            json.WriteNull("value");
        }

        if (figure.IsSmallSample)
        {
            json.WriteBoolean("smallSample", true);
        }

        json.WriteEndObject();
    }

    private static void Slices<T>(Utf8JsonWriter json, string name, IReadOnlyList<SliceFigures<T>> slices)
        where T : struct, Enum
    {
        json.WriteStartObject(name);
        foreach (var slice in slices)
        {
            Figures(json, slice.Key.ToString(), slice.Figures);
        }

        json.WriteEndObject();
    }

    private static void Seasons(Utf8JsonWriter json, IReadOnlyList<SeasonFigures> seasons)
    {
        json.WriteStartArray("bySeason");
        foreach (var part in seasons)
        {
            json.WriteStartObject();
            json.WriteString("season", part.Season?.Name);
            json.WriteString("from", MonthSpan.Text(part.From));
            json.WriteString("to", MonthSpan.Text(part.To));
            Figures(json, "figures", part.Figures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Topics(Utf8JsonWriter json, IReadOnlyList<TopicFigures> topics)
    {
        json.WriteStartObject("topics");
        foreach (var topic in topics)
        {
            json.WritePropertyName(topic.Indicator.Topic.ToString());
            One(json, topic.Timeliness);
        }

        json.WriteEndObject();
    }

    private static void Limits(Utf8JsonWriter json, IReadOnlyList<LimitFigures> limits)
    {
        json.WriteStartObject("limits");
        foreach (var limit in limits)
        {
            json.WriteStartObject(limit.Counts.RuleId);
            foreach (var verdict in Enum.GetValues<Verdict>())
            {
                json.WriteNumber(verdict.ToString(), limit.Counts[verdict]);
            }

            json.WritePropertyName("timeliness");
            One(json, limit.Timeliness);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
