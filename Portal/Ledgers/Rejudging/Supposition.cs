using System.Text.Json;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;

namespace Portal.Ledgers.Rejudging;

/// <summary>What an address asks to be tried: a version written here, a whole set, or one rule changed. Page and export read it here.</summary>
/// <param name="Version">Id of a version written here.</param>
/// <param name="Set">Code of a set; with <paramref name="Rule"/> and <paramref name="Change"/> one rule of it.</param>
/// <param name="J">Jurisdiction in which it is supposed to hold; the actor's own when none is given.</param>
/// <param name="P">Month, <c>yyyy-MM</c>; the one before this when none is given.</param>
public sealed record WhatIfQuery(long? Version, string? Set, string? Rule, string? Change, string? J, string? P);

/// <summary>A supposition that can be tried.</summary>
/// <param name="Name">What is tried, as people call it.</param>
public sealed record Supposition(string Name, string JurisdictionCode, DateOnly Month, Func<RuleDecisions, RuleDecisions> Suppose)
{
    public EnterpriseScope ScopeOf(Actor actor) => EnterpriseScope.Of(actor) with { JurisdictionCode = JurisdictionCode };
}

/// <summary>Makes a supposition of what was asked, inside what the actor may see.</summary>
public sealed class Suppositions(RuleVersionStore versions, ScopeGate gate, TimeProvider clock)
{
    public DateOnly LastMonth => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8)) is var today ? new DateOnly(today.Year, today.Month, 1).AddMonths(-1) : default;

    /// <returns>Null when what is asked is not there; the default set when nothing is asked.</returns>
    public async Task<Supposition?> ReadAsync(WhatIfQuery query, Actor actor, CancellationToken cancellation)
    {
        var place = query.J is { Length: > 0 } asked && await gate.MaySeeJurisdictionAsync(actor, asked, cancellation) ? asked : actor.JurisdictionCode;
        var month = PageScope.ParseMonth(query.P) ?? LastMonth;
        if (place is null)
        {
            return null;
        }

        if (query.Version is { } id)
        {
            return await versions.ReadAsync(id, actor, cancellation) is { } found && RuleSetFile.Read(found.Version.Json).Set is { } set
                ? new(found.Version.Name, place, month, decisions => Adopt(decisions with { Versions = [.. decisions.Versions, new(set with { EffectiveFrom = null }, place, DateTime.MinValue)] }, set.Code, place, month))
                : null;
        }

        var code = query.Set is { Length: > 0 } named ? named : RuleSets.DefaultCode;
        if (query.Rule is not { Length: > 0 } rule)
        {
            return new(code, place, month, decisions => Adopt(decisions, code, place, month));
        }

        return ReadChange(query.Change) is { } change
            ? new($"{code} {rule}", place, month, decisions => decisions with { Overrides = [.. decisions.Overrides, Decision(code, rule, change, place, month)] })
            : null;
    }

    private static RuleDecisions Adopt(RuleDecisions decisions, string code, string place, DateOnly month) => decisions with
    {
        Adoptions =
        [
            .. decisions.Adoptions,
            new() { Id = long.MaxValue, JurisdictionCode = place, SetCode = code, EffectiveFrom = month, AdoptedAtUtc = DateTime.MinValue, AdoptedBy = "" },
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

    private static RuleChange? ReadChange(string? text)
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
