using System.Globalization;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Warnings;

/// <summary>Rules that count households, never calls (S1-21, S2-51, S2-35). Pure.</summary>
public static class HouseholdRules
{
    /// <summary>
    /// A community in which many households complained in one heating season (S1-21). The building is not looked at: ten
    /// households of one building are ten of its community, so this warns no later.
    /// </summary>
    public static IEnumerable<WarningFinding> ManyHouseholds(WarningInput input, WarningSettings settings)
    {
        var classes = settings.Codes<RequestClass>("classes");
        if (!input.Sectors.Any(settings.Codes<Sector>("sectors").Contains))
        {
            return [];
        }

        return
            from fact in input.Facts
            where classes.Contains(fact.RequestClass) && !string.IsNullOrWhiteSpace(fact.Community)
            let season = input.Seasons.Of(DateOnly.FromDateTime(fact.ReceivedAt))
            where season is not null
            group fact by (Community: WarningFact.KeyOf(fact.Community!), season.StartYear) into place
            let households = place.Select(fact => fact.Household).Distinct().Count()
            where households >= settings["households"]
            select Finding(WarningRuleCode.ManyHouseholds, settings, [.. place], households, settings["households"]) with
            {
                Subject = place.Key.Community,
                SubjectText = place.First().Community!.Trim(),
                Occurrence = place.Key.StartYear.ToString(CultureInfo.InvariantCulture),
            };
    }

    /// <summary>A household that complained of the same thing, type and subtype, more often than allowed within a year of counting (S2-51).</summary>
    public static IEnumerable<WarningFinding> RepeatedComplaint(WarningInput input, WarningSettings settings)
    {
        var classes = settings.Codes<RequestClass>("classes");
        return
            from fact in input.Facts
            where classes.Contains(fact.RequestClass)
            group fact by (fact.Household, fact.ComplaintType, SubType: WarningFact.KeyOf(fact.SubType ?? ""), Year: WarningInput.YearOf(DateOnly.FromDateTime(fact.ReceivedAt))) into issue
            where issue.Count() > settings["moreThan"]
            select Finding(WarningRuleCode.RepeatedComplaint, settings, [.. issue], issue.Count(), settings["moreThan"] + 1) with
            {
                Subject = string.Create(CultureInfo.InvariantCulture, $"{issue.Key.Household:x32} {(int)issue.Key.ComplaintType} {issue.Key.SubType}"),
                SubjectText = issue.First().SubType?.Trim(),
                Occurrence = issue.Key.Year.ToString(CultureInfo.InvariantCulture),
            };
    }

    /// <summary>Many households without supply, or with faults, within hours: in one community, or over the whole enterprise (S2-35, S4-12).</summary>
    public static IEnumerable<WarningFinding> SuddenOutage(WarningInput input, WarningSettings settings)
    {
        var classes = settings.Codes<RequestClass>("classes");
        var types = settings.Codes<ComplaintType>("types");
        List<WarningFact> facts = [.. input.Facts.Where(fact => classes.Contains(fact.RequestClass) && types.Contains(fact.ComplaintType))];
        var places = facts.Where(fact => !string.IsNullOrWhiteSpace(fact.Community)).GroupBy(fact => WarningFact.KeyOf(fact.Community!));
        List<WarningFinding> whole = [.. Bursts(facts, settings, "wholeHouseholds", "", null)];
        var known = whole.SelectMany(finding => finding.Rows).ToHashSet();

        // What the warning about the whole enterprise shows already is not said again for each community.
        return whole.Concat(places
            .SelectMany(place => Bursts([.. place], settings, "households", place.Key, place.First().Community!.Trim()))
            .Where(finding => !finding.Rows.All(known.Contains)));
    }

    private static IEnumerable<WarningFinding> Bursts(List<WarningFact> facts, WarningSettings settings, string threshold, string subject, string? text) =>
        from burst in Windows(facts, settings[threshold], TimeSpan.FromHours(settings["hours"]))
        group burst by DateOnly.FromDateTime(burst[0].ReceivedAt) into day
        let rows = day.SelectMany(burst => burst).ToList()
        select Finding(WarningRuleCode.SuddenOutage, settings, rows, rows.Select(fact => fact.Household).Distinct().Count(), settings[threshold]) with
        {
            Subject = subject,
            SubjectText = text,
            Occurrence = day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };

    /// <summary>The longest runs of which every part lies in a window of <paramref name="span"/> with enough households.</summary>
    private static IEnumerable<List<WarningFact>> Windows(List<WarningFact> facts, int enough, TimeSpan span)
    {
        var inside = new Dictionary<UInt128, int>();
        var (first, runFrom, runTo) = (0, -1, -1);
        for (var last = 0; last < facts.Count; last++)
        {
            inside[facts[last].Household] = inside.GetValueOrDefault(facts[last].Household) + 1;
            while (facts[last].ReceivedAt - facts[first].ReceivedAt > span)
            {
                if (--inside[facts[first].Household] == 0)
                {
                    inside.Remove(facts[first].Household);
                }

                first++;
            }

            if (inside.Count < enough)
            {
                continue;
            }

            if (runFrom >= 0 && first > runTo)
            {
                yield return facts[runFrom..(runTo + 1)];
                runFrom = -1;
            }

            runFrom = runFrom < 0 ? first : runFrom;
            runTo = last;
        }

        if (runFrom >= 0)
        {
            yield return facts[runFrom..(runTo + 1)];
        }
    }

    private static WarningFinding Finding(WarningRuleCode rule, WarningSettings settings, List<WarningFact> facts, int amount, int threshold) => new()
    {
        Rule = rule,
        Subject = "",
        Occurrence = "",
        Severity = settings.Severity,
        Amount = amount,
        Threshold = threshold,
        Rows = [.. facts.Select(fact => fact.Id)],
        FirstAt = facts[0].ReceivedAt,
        LastAt = facts[^1].ReceivedAt,
        Detail = new() { Settings = settings },
    };
}
