using System.Globalization;

namespace Portal.Data.Warnings;

/// <summary>Rules about a single case (S2-50, S2-52, S0-60). Pure.</summary>
public static class CaseWarningRules
{
    /// <summary>Sent back for redo more often than allowed (S2-50).</summary>
    public static IEnumerable<WarningFinding> ReturnedOften(WarningInput input, WarningSettings settings) =>
        from fact in input.Facts
        where fact.ReturnCount > settings["moreThan"]
        select Finding(WarningRuleCode.ReturnedOften, settings, fact, fact.ReturnCount!.Value, settings["moreThan"] + 1);

    /// <summary>
    /// An appointment or an extension that passed so many hours ago in a case that is not closed and in which nothing
    /// has happened since (S2-52). A new promise is a new occurrence.
    /// </summary>
    public static IEnumerable<WarningFinding> StalledCommitment(WarningInput input, WarningSettings settings) =>
        from fact in input.Facts
        let promised = fact.PromisedAt ?? DateTime.MaxValue
        where promised < input.AsOf && !(fact.LastEventAt > promised)
        let hours = (int)(input.AsOf - promised).TotalHours
        where hours >= settings["hours"]
        select Finding(WarningRuleCode.StalledCommitment, settings, fact, hours, settings["hours"]) with
        {
            Occurrence = promised.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            Detail = new() { Settings = settings, PromisedAt = promised },
        };

    /// <summary>Words in the content that speak of groups, petitions or the public (S0-60, S4-25).</summary>
    public static IEnumerable<WarningFinding> RiskWords(WarningInput input, WarningSettings settings)
    {
        var from = input.LookbackFrom.ToDateTime(default);
        foreach (var fact in input.Facts)
        {
            if (fact.Content is { } content && fact.ReceivedAt >= from && Words(content, settings) is { Count: > 0 } words)
            {
                yield return Finding(WarningRuleCode.RiskWords, settings, fact, words.Count, 1) with
                {
                    Detail = new() { Settings = settings, Words = words },
                };
            }
        }
    }

    /// <summary>The words of the list that the text holds outside the excepted phrases.</summary>
    public static IReadOnlyList<string> Words(string content, WarningSettings settings)
    {
        var words = settings.Lists["words"];
        if (!words.Any(word => content.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return [];
        }

        var rest = settings.Lists["exceptions"].Aggregate(content, (text, phrase) => text.Replace(phrase, "\n", StringComparison.OrdinalIgnoreCase));
        return [.. words.Where(word => rest.Contains(word, StringComparison.OrdinalIgnoreCase))];
    }

    private static WarningFinding Finding(WarningRuleCode rule, WarningSettings settings, WarningFact fact, int amount, int threshold) => new()
    {
        Rule = rule,
        Subject = fact.CaseKey,
        SubjectText = fact.CaseNo,
        Occurrence = "",
        Severity = settings.Severity,
        Amount = amount,
        Threshold = threshold,
        Rows = [fact.Id],
        FirstAt = fact.ReceivedAt,
        LastAt = fact.ReceivedAt,
        Detail = new() { Settings = settings },
    };
}
