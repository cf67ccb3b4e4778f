using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Shell;

namespace Portal.Ledgers.Rejudging;

/// <summary>What an address asks to be tried: a version written here, a version of a set, or one rule changed. Page and export read it here.</summary>
/// <param name="Version">Id of a version written here, published or not.</param>
/// <param name="Set">Code of a set; with <paramref name="Rule"/> and <paramref name="Change"/> one rule of it.</param>
/// <param name="V">Number of the version of <paramref name="Set"/>, shipped or published, older ones too; the newest when none is given.</param>
/// <param name="J">Jurisdiction in which it is supposed to hold; the actor's own when none is given.</param>
/// <param name="P">Month, <c>yyyy-MM</c>; the one before this when none is given.</param>
public sealed record WhatIfQuery(string? Version, string? Set, string? V, string? Rule, string? Change, string? J, string? P)
{
    public static IReadOnlyList<string> Names { get; } = ["version", "set", "v", "rule", "change", "j", "p"];

    /// <summary>Where the same is had as a workbook.</summary>
    public string ExportAddress => QueryHelpers.AddQueryString("/api/rules/what-if.xlsx", new Dictionary<string, string?>
    {
        ["version"] = Version,
        ["set"] = Set,
        ["v"] = V,
        ["rule"] = Rule,
        ["change"] = Change,
        ["j"] = J,
        ["p"] = P,
    });

    /// <summary>What is wrong with the address by itself, and what would be right; null when nothing is.</summary>
    public static string? Fault(WhatIfQuery query, IEnumerable<string> names) =>
        names.FirstOrDefault(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown ? $"'{unknown}' is not known here. Use {string.Join(", ", Names)}."
        : query.Version is { Length: > 0 } && AddressValue.IdOf(query.Version) is null ? $"version: '{query.Version}' is no number of a version."
        : query.V is { Length: > 0 } && NumberOf(query.V) is null ? $"v: '{query.V}' is no number of a version of a set."
        : query.P is { Length: > 0 } && PageScope.ParseMonth(query.P) is null ? $"p: '{query.P}' is no month. Write yyyy-MM."
        : query.Rule is { Length: > 0 } && ChangeOf(query.Change) is null ? "change: give what the rule is changed to, as an override is stored."
        : null;

    internal static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static RuleChange? ChangeOf(string? text)
    {
        try
        {
            return text is null ? null : RuleChange.Read(text);
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A supposition that can be tried.</summary>
/// <param name="Name">What is tried, as people call it.</param>
public sealed record Supposition(string Name, string JurisdictionCode, DateOnly Month, Func<RuleDecisions, RuleDecisions> Suppose)
{
    public EnterpriseScope ScopeOf(Actor actor) => EnterpriseScope.Of(actor) with { JurisdictionCode = JurisdictionCode };
}

/// <summary>Makes a supposition of what was asked, inside what the actor may see.</summary>
public sealed class Suppositions(RuleVersionStore versions, RuleBook book, ScopeGate gate, TimeProvider clock)
{
    public DateOnly LastMonth => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8)) is var today ? new DateOnly(today.Year, today.Month, 1).AddMonths(-1) : default;

    /// <summary>Every version of every set that is shipped or published, by code, the newest first.</summary>
    public static IReadOnlyList<RuleSet> Sets(RuleDecisions decisions) =>
    [
        .. RuleSets.Shipped.Concat(decisions.Versions.Select(version => version.Set))
            .OrderBy(set => set.Code, StringComparer.Ordinal).ThenByDescending(set => set.Version),
    ];

    /// <param name="query">Without a <see cref="WhatIfQuery.Fault"/>.</param>
    /// <returns>Null when what is asked is not there for this actor; the default set when nothing is asked.</returns>
    public async Task<Supposition?> ReadAsync(WhatIfQuery query, Actor actor, CancellationToken cancellation)
    {
        var place = query.J is { Length: > 0 } asked ? asked : actor.JurisdictionCode;
        var month = PageScope.ParseMonth(query.P) ?? LastMonth;
        if (place is null || !await gate.MaySeeJurisdictionAsync(actor, place, cancellation))
        {
            return null;
        }

        if (AddressValue.IdOf(query.Version) is { } id)
        {
            return await versions.ReadAsync(id, actor, cancellation) is { } found && RuleSetFile.Read(found.Version.Json).Set is { } written
                ? new(found.Version.Name, place, month, decisions => InForce(decisions, written, place, month))
                : null;
        }

        var code = query.Set is { Length: > 0 } named ? named : RuleSets.DefaultCode;
        var number = WhatIfQuery.NumberOf(query.V);
        var sets = Sets(await book.ReadDecisionsAsync(cancellation)).Where(set => set.Code == code).ToList();
        if (sets.Find(set => number is null || set.Version == number) is not { } chosen)
        {
            return null;
        }

        if (query.Rule is not { Length: > 0 } rule)
        {
            return new($"{chosen.Code} v{chosen.Version}", place, month, decisions => InForce(decisions, chosen, place, month));
        }

        return WhatIfQuery.ChangeOf(query.Change) is { } change && sets.Exists(set => set.Rules.Any(one => one.Id == rule))
            ? new($"{code} {rule}", place, month, decisions => decisions with { Overrides = [.. decisions.Overrides, Decision(code, rule, change, place, month)] })
            : null;
    }

    /// <summary>As if this version were adopted there, over whatever versions of the set there are: an older one can be tried too.</summary>
    private static RuleDecisions InForce(RuleDecisions decisions, RuleSet set, string place, DateOnly month) => decisions with
    {
        Versions = [.. decisions.Versions, new(set with { Version = int.MaxValue, EffectiveFrom = null, EffectiveTo = null }, place, DateTime.MinValue)],
        Adoptions =
        [
            .. decisions.Adoptions,
            new() { Id = long.MaxValue, JurisdictionCode = place, SetCode = set.Code, EffectiveFrom = month, AdoptedAtUtc = DateTime.MinValue, AdoptedBy = "" },
        ],
    };

    private static RuleOverride Decision(string code, string rule, RuleChange change, string place, DateOnly month) => new()
    {
        Id = long.MaxValue,
        JurisdictionCode = place,
        SetCode = code,
        RuleId = rule,
        EffectiveFrom = month,
        Change = change,
        Reason = "",
        DecidedBy = "",
        DecidedAtUtc = DateTime.MinValue,
    };
}
