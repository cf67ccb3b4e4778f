namespace Portal.Data.TimeLimits;

/// <param name="JurisdictionCode">Where it was written: it holds there and below.</param>
/// <param name="PublishedAtUtc">Since when it is known.</param>
public sealed record PublishedVersion(RuleSet Set, string JurisdictionCode, DateTime PublishedAtUtc);

/// <summary>Everything that has been decided about rules, by whomever, in the order in which it was decided.</summary>
public sealed record RuleDecisions
{
    public static RuleDecisions None { get; } = new();

    public IReadOnlyList<RuleSetAdoption> Adoptions { get; init; } = [];

    public IReadOnlyList<RuleOverride> Overrides { get; init; } = [];

    /// <summary>Versions written in the portal and published.</summary>
    public IReadOnlyList<PublishedVersion> Versions { get; init; } = [];

    public IReadOnlyList<HeatingSeasonEntry> Seasons { get; init; } = [];

    /// <summary>The topic of every rule in any version there is, shipped or written here, by rule id; of several the latest.</summary>
    public IReadOnlyDictionary<string, LimitTopic> Topics() => RuleSets.Shipped.Concat(Versions.Select(version => version.Set)).SelectMany(set => set.Rules)
        .GroupBy(rule => rule.Id, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Last().Topic, StringComparer.Ordinal);

    /// <summary>What had been decided by then, that second included.</summary>
    public RuleDecisions AsOf(DateTime utc) => new()
    {
        Adoptions = [.. Adoptions.Where(adoption => adoption.AdoptedAtUtc <= utc)],
        Overrides =
        [
            .. Overrides.Where(decision => decision.DecidedAtUtc <= utc)
                .Select(decision => decision.End?.EndedAtUtc > utc ? decision with { End = null } : decision),
        ],
        Versions = [.. Versions.Where(version => version.PublishedAtUtc <= utc)],
        Seasons = [.. Seasons.Where(season => season.SetAtUtc <= utc)],
    };

    /// <summary>The moments at which what is known changed.</summary>
    internal IEnumerable<DateTime> Moments =>
    [
        .. Adoptions.Select(adoption => adoption.AdoptedAtUtc),
        .. Overrides.Select(decision => decision.DecidedAtUtc),
        .. Overrides.Where(decision => decision.End is not null).Select(decision => decision.End!.EndedAtUtc),
        .. Versions.Select(version => version.PublishedAtUtc),
        .. Seasons.Select(season => season.SetAtUtc),
    ];
}

/// <summary>
/// The rules of one jurisdiction as they were known at any moment: a row is judged by what had been decided when it was
/// filed, so that a later, back-dated decision changes no verdict until somebody judges again. Safe for many threads.
/// </summary>
public sealed class RuleHistory
{
    private readonly DateTime[] _moments;
    private readonly Lazy<EffectiveRules>[] _known;

    /// <param name="chain">The jurisdiction, its parent, and so on to the root.</param>
    public RuleHistory(RuleDecisions decisions, IReadOnlyList<string> chain)
    {
        Decisions = decisions;
        Chain = chain;
        _moments = [.. decisions.Moments.Distinct().Order()];
        _known =
        [
            .. _moments.Prepend(DateTime.MinValue).Select(moment => new Lazy<EffectiveRules>(() => EffectiveRules.Of(decisions.AsOf(moment), chain))),
        ];
    }

    public RuleDecisions Decisions { get; }

    public IReadOnlyList<string> Chain { get; }

    /// <summary>By everything decided up to now.</summary>
    public EffectiveRules Latest => _known[^1].Value;

    /// <summary>By what had been decided up to that second.</summary>
    public EffectiveRules AsOf(DateTime utc)
    {
        var at = Array.BinarySearch(_moments, utc);
        return _known[at >= 0 ? at + 1 : ~at].Value;
    }
}

/// <summary>From which days a decision about rules can hold: a slip of the pen in the year must not move every row there is.</summary>
public static class DecisionDays
{
    /// <summary>No ledger is older.</summary>
    public static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>Nothing is decided further ahead.</summary>
    public const int YearsAhead = 10;

    public static DateOnly Last(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8)).AddYears(YearsAhead);

    public static bool Holds(DateOnly from, TimeProvider clock) => from >= First && from <= Last(clock);
}

/// <summary>
/// The moment of a decision or of a filing, in whole seconds on both engines: what is compared later must not be rounded
/// one way by one of them.
/// </summary>
public static class DecisionTime
{
    public static DateTime Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}
