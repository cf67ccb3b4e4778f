using Portal.Data.Access;
using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>
/// The limits and the calendar as they stand: what judges a filing or a night's open cases asks here once, then
/// judges with pure rules. Adopting a rule set and loading a calendar year go through here too.
/// </summary>
public sealed class RuleBook(
    JurisdictionStore jurisdictions, RuleSetStore adoptions, CalendarStore calendars, TimeProvider clock)
{
    /// <summary>Shipped years, with those that users loaded in their place or beside them.</summary>
    public async Task<WorkingCalendar> ReadCalendarAsync(CancellationToken cancellation) =>
        CalendarFile.Shipped.With(await calendars.ReadAsync(cancellation));

    /// <summary>The rule sets that hold in a jurisdiction, day by day.</summary>
    public async Task<EffectiveRules> ReadRulesAsync(string jurisdiction, CancellationToken cancellation) =>
        (await ReadHistoryAsync(jurisdiction, cancellation)).Latest;

    /// <summary>The same by only what had been decided up to that second.</summary>
    public async Task<EffectiveRules> ReadRulesAsync(string jurisdiction, DateTime asOfUtc, CancellationToken cancellation) =>
        (await ReadHistoryAsync(jurisdiction, cancellation)).AsOf(asOfUtc);

    /// <summary>What was known in a jurisdiction at any moment, for rows that were filed at different ones.</summary>
    public async Task<RuleHistory> ReadHistoryAsync(string jurisdiction, CancellationToken cancellation)
    {
        var chain = await jurisdictions.ReadChainAsync(jurisdiction, cancellation);
        return new(await adoptions.ReadDecisionsAsync(cancellation), [.. chain.Select(link => link.Code)]);
    }

    /// <summary>Everything decided about rules anywhere, and every version there is: shipped, then written here.</summary>
    public Task<RuleDecisions> ReadDecisionsAsync(CancellationToken cancellation) => adoptions.ReadDecisionsAsync(cancellation);

    public async Task<AdoptionResult> AdoptAsync(
        string setCode, string jurisdiction, DateOnly from, Actor adoptedBy, CancellationToken cancellation)
    {
        var history = await ReadHistoryAsync(jurisdiction, cancellation);
        if (history.Chain.Count == 0)
        {
            return new AdoptionResult.UnknownJurisdiction(jurisdiction);
        }

        // A set published for other places is none here: rows judged by it could not be judged at all.
        var published = history.Decisions.Versions.Where(version => history.Chain.Contains(version.JurisdictionCode)).Select(version => version.Set.Code);
        var known = RuleSets.Shipped.Select(set => set.Code).Concat(published).Distinct(StringComparer.Ordinal).ToList();
        if (!known.Contains(setCode))
        {
            return new AdoptionResult.UnknownSet(setCode, known);
        }

        if (!DecisionDays.Holds(from, clock))
        {
            return new AdoptionResult.NoSuchDay(DecisionDays.First, DecisionDays.Last(clock));
        }

        if (history.Decisions.Adoptions.LastOrDefault(one => one.JurisdictionCode == jurisdiction && one.EffectiveFrom == from) is { } same && same.SetCode == setCode)
        {
            return new AdoptionResult.Already(same);
        }

        var adoption = new RuleSetAdoption
        {
            JurisdictionCode = jurisdiction,
            SetCode = setCode,
            EffectiveFrom = from,
            AdoptedAtUtc = DecisionTime.Now(clock),
            AdoptedBy = adoptedBy.Name,
        };
        return await adoptions.AppendAdoptionAsync(adoption, adoptedBy, cancellation) is { } id
            ? new AdoptionResult.Adopted(adoption with { Id = id })
            : new AdoptionResult.UnknownJurisdiction(jurisdiction);
    }

    /// <summary>Loads the years of a calendar file, unless the file has faults, which are returned with nothing loaded.</summary>
    public async Task<CalendarReading> LoadCalendarAsync(string json, Actor loadedBy, CancellationToken cancellation)
    {
        var reading = CalendarFile.Read(json);
        if (reading.Problems.Count == 0)
        {
            await calendars.ReplaceAsync(reading.Years, loadedBy, clock.GetUtcNow().UtcDateTime, cancellation);
        }

        return reading;
    }
}

/// <summary>What became of an adoption.</summary>
public abstract record AdoptionResult
{
    private AdoptionResult()
    {
    }

    public sealed record Adopted(RuleSetAdoption Adoption) : AdoptionResult;

    public sealed record UnknownSet(string Code, IReadOnlyList<string> Known) : AdoptionResult;

    /// <summary>The day lies outside what can be decided.</summary>
    public sealed record NoSuchDay(DateOnly First, DateOnly Last) : AdoptionResult;

    /// <summary>The same has been decided before, and nothing else for that day since.</summary>
    public sealed record Already(RuleSetAdoption Adoption) : AdoptionResult;

    public sealed record UnknownJurisdiction(string Code) : AdoptionResult;
}
