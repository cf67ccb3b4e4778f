using Portal.Data.Access;
using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>Why a decision about rules was not taken.</summary>
public enum RuleFault
{
    None,

    /// <summary>The actor's role does not decide this.</summary>
    NotAllowed,

    /// <summary>The jurisdiction is not the actor's, or there is none of that code.</summary>
    OutOfScope,
    UnknownSet,
    UnknownRule,

    /// <summary>A reason of a few words at least.</summary>
    Reason,

    /// <summary>Nothing would change.</summary>
    NoChange,

    /// <summary>The last day lies before the first.</summary>
    Days,

    /// <summary>The first day is none from which a decision can hold (<see cref="DecisionDays"/>).</summary>
    FirstDay,

    /// <summary>The same has been decided before.</summary>
    Already,

    /// <summary>The rules together would contradict each other or make no sense.</summary>
    Faulty,

    /// <summary>Somebody else has ended it already.</summary>
    Gone,
}

/// <summary>What became of a decision, with what is wrong with the rules it would make.</summary>
public sealed record RuleAnswer(RuleFault Fault, IReadOnlyList<DataFileProblem> Problems)
{
    public static RuleAnswer Of(RuleFault fault) => new(fault, []);
}

/// <summary>Takes decisions about rules for people: asks role and scope, holds the combination to its rules, then lets the stores append.</summary>
public sealed class RuleDesk(
    RuleBook book, RuleOverrideStore overrides, SeasonStore seasons, JurisdictionStore jurisdictions, EnterpriseStore enterprises, ScopeGate gate, TimeProvider clock)
{
    public const int ShortestReason = 4;

    public const int LongestReason = 400;

    public async Task<RuleFault> AdoptAsync(Actor actor, string setCode, string jurisdiction, DateOnly from, CancellationToken cancellation)
    {
        if (await RefusalAsync(actor, Operation.AdoptRules, jurisdiction, cancellation) is not RuleFault.None and var fault)
        {
            return fault;
        }

        return await book.AdoptAsync(setCode, jurisdiction, from, actor, cancellation) switch
        {
            AdoptionResult.Adopted => RuleFault.None,
            AdoptionResult.UnknownSet => RuleFault.UnknownSet,
            AdoptionResult.NoSuchDay => RuleFault.FirstDay,
            AdoptionResult.Already => RuleFault.Already,
            _ => RuleFault.OutOfScope,
        };
    }

    /// <summary>What is wrong with an override, without deciding it.</summary>
    public async Task<RuleAnswer> CheckAsync(RuleOverride decision, CancellationToken cancellation)
    {
        if (decision.Change.IsEmpty)
        {
            return RuleAnswer.Of(RuleFault.NoChange);
        }

        if (decision.EffectiveTo < decision.EffectiveFrom)
        {
            return RuleAnswer.Of(RuleFault.Days);
        }

        if (!DecisionDays.Holds(decision.EffectiveFrom, clock))
        {
            return RuleAnswer.Of(RuleFault.FirstDay);
        }

        var history = await book.ReadHistoryAsync(decision.JurisdictionCode, cancellation);
        var decisions = history.Decisions with { Overrides = [.. history.Decisions.Overrides, decision with { Id = long.MaxValue }] };
        var set = EffectiveRules.Of(decisions, history.Chain).Combined(decision.SetCode, decision.EffectiveFrom);
        var before = history.Latest.Combined(decision.SetCode, decision.EffectiveFrom);
        if (before is null || set is null)
        {
            return RuleAnswer.Of(RuleFault.UnknownSet);
        }

        if (before.Rules.All(rule => rule.Id != decision.RuleId) && set.Rules.All(rule => rule.Id != decision.RuleId) && !decision.Change.IsOff)
        {
            return RuleAnswer.Of(RuleFault.UnknownRule);
        }

        var problems = RuleSetRules.Validate(set);
        return problems.Count == 0 ? RuleAnswer.Of(RuleFault.None) : new(RuleFault.Faulty, problems);
    }

    /// <summary>Overrides one rule for a jurisdiction and what lies below it. Who and when are set here.</summary>
    public async Task<RuleAnswer> OverrideAsync(Actor actor, RuleOverride decision, CancellationToken cancellation)
    {
        if (await RefusalAsync(actor, Operation.AdoptRules, decision.JurisdictionCode, cancellation) is not RuleFault.None and var fault)
        {
            return RuleAnswer.Of(fault);
        }

        if (!IsReason(decision.Reason))
        {
            return RuleAnswer.Of(RuleFault.Reason);
        }

        var answer = await CheckAsync(decision, cancellation);
        if (answer.Fault is RuleFault.None)
        {
            await overrides.AppendAsync(
                decision with { Reason = decision.Reason.Trim(), DecidedBy = actor.Name, DecidedAtUtc = DecisionTime.Now(clock) }, actor, cancellation);
        }

        return answer;
    }

    /// <summary>Ends an override by a record of its own: up to its last day it held, and goes on to be known.</summary>
    public async Task<RuleFault> EndAsync(Actor actor, RuleOverride decision, DateOnly lastDay, string reason, CancellationToken cancellation)
    {
        if (await RefusalAsync(actor, Operation.AdoptRules, decision.JurisdictionCode, cancellation) is not RuleFault.None and var fault)
        {
            return fault;
        }

        if (!IsReason(reason))
        {
            return RuleFault.Reason;
        }

        var end = new RuleOverrideEnd(lastDay, reason.Trim(), actor.Name, DecisionTime.Now(clock));
        return await overrides.EndAsync(decision.Id, decision.JurisdictionCode, end, actor, cancellation) ? RuleFault.None : RuleFault.Gone;
    }

    /// <param name="from">With <paramref name="to"/> null: takes back what was set for the season.</param>
    public async Task<HeatingSeasonFault> SetSeasonAsync(
        Actor actor, string jurisdiction, int startYear, DateOnly? from, DateOnly? to, CancellationToken cancellation)
    {
        if (HeatingSeasonRules.Check(startYear, from, to) is not HeatingSeasonFault.None and var fault)
        {
            return fault;
        }

        if (await RefusalAsync(actor, Operation.ManageCalendars, jurisdiction, cancellation) is not RuleFault.None)
        {
            return HeatingSeasonFault.OutOfScope;
        }

        var entry = new HeatingSeasonEntry
        {
            JurisdictionCode = jurisdiction,
            StartYear = startYear,
            FromDay = from,
            ToDay = to,
            SetBy = actor.Name,
            SetAtUtc = DecisionTime.Now(clock),
        };
        return await seasons.AppendAsync(entry, actor, cancellation) is null ? HeatingSeasonFault.OutOfScope : HeatingSeasonFault.None;
    }

    /// <summary>
    /// The jurisdiction whose bureau loads calendars. They hold for everybody here, so it is the nearest one that has all
    /// enterprises in it or below it; without enterprises, or where they share none, the root.
    /// </summary>
    public async Task<Jurisdiction?> ReadCalendarKeeperAsync(CancellationToken cancellation)
    {
        var byCode = (await jurisdictions.ReadAllAsync(cancellation)).ToDictionary(place => place.Code, StringComparer.Ordinal);
        List<Jurisdiction>? shared = null;
        foreach (var code in (await enterprises.ReadListAsync(cancellation)).Select(enterprise => enterprise.JurisdictionCode).Distinct(StringComparer.Ordinal))
        {
            var chain = new List<Jurisdiction>();
            for (var place = byCode.GetValueOrDefault(code); place is not null; place = place.ParentCode is { } parent ? byCode.GetValueOrDefault(parent) : null)
            {
                chain.Add(place);
            }

            shared = shared is null ? chain : [.. shared.Where(chain.Contains)];
        }

        return shared is [var nearest, ..] ? nearest : byCode.Values.FirstOrDefault(place => place.ParentCode is null);
    }

    /// <summary>Whether the actor's bureau is the keeper of calendars or stands above it.</summary>
    public async Task<bool> MayLoadCalendarsAsync(Actor actor, CancellationToken cancellation) =>
        actor.May(Operation.ManageCalendars)
        && await ReadCalendarKeeperAsync(cancellation) is { } keeper
        && await gate.MaySeeJurisdictionAsync(actor, keeper.Code, cancellation);

    private static bool IsReason(string reason) => reason.Trim().Length is >= ShortestReason and <= LongestReason;

    private async Task<RuleFault> RefusalAsync(Actor actor, Operation operation, string jurisdiction, CancellationToken cancellation) =>
        !actor.May(operation) ? RuleFault.NotAllowed
        : !await gate.MaySeeJurisdictionAsync(actor, jurisdiction, cancellation) ? RuleFault.OutOfScope
        : RuleFault.None;
}
