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
    public async Task<EffectiveRules> ReadRulesAsync(string jurisdiction, CancellationToken cancellation)
    {
        var chain = await jurisdictions.ReadChainAsync(jurisdiction, cancellation);
        return new(RuleSets.Shipped, await adoptions.ReadAdoptionsAsync(cancellation), [.. chain.Select(link => link.Code)]);
    }

    public async Task<AdoptionResult> AdoptAsync(
        string setCode, string jurisdiction, DateOnly from, Actor adoptedBy, CancellationToken cancellation)
    {
        if (RuleSets.Shipped.All(set => set.Code != setCode))
        {
            return new AdoptionResult.UnknownSet(setCode, [.. RuleSets.Shipped.Select(set => set.Code).Distinct()]);
        }

        var adoption = new RuleSetAdoption
        {
            JurisdictionCode = jurisdiction,
            SetCode = setCode,
            EffectiveFrom = from,
            AdoptedAtUtc = clock.GetUtcNow().UtcDateTime,
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

    public sealed record UnknownJurisdiction(string Code) : AdoptionResult;
}
