using Portal.Data.Access;

namespace Portal.Data.Warnings;

/// <summary>What is wrong with an answer.</summary>
public enum WarningFault
{
    None,

    /// <summary>No such warning within the actor's scope.</summary>
    NotFound,

    /// <summary>The role may not do this.</summary>
    NotAllowed,

    /// <summary>The warning's state does not take it, e.g. because somebody else was quicker.</summary>
    WrongState,

    /// <summary>A reason of a few words at least.</summary>
    Reason,

    /// <summary>Muting ends in the past, or too far ahead.</summary>
    MutedUntil,
}

/// <summary>
/// The life of a warning: open → acknowledged → closed or false alarm. An enterprise can only report a false alarm;
/// whether it is one, the authority decides. Pure.
/// </summary>
public static class WarningLifeRules
{
    public const int ShortestReason = 4;
    public const int LongestReason = 500;

    /// <summary>Longest time a subject can be muted; a local default.</summary>
    public const int MostMutedDays = 366;

    private static readonly Dictionary<(WarningState, WarningAct), WarningState> s_steps = new()
    {
        [(WarningState.Open, WarningAct.Acknowledge)] = WarningState.Acknowledged,
        [(WarningState.Open, WarningAct.Close)] = WarningState.Closed,
        [(WarningState.Open, WarningAct.CallFalse)] = WarningState.FalseAlarm,
        [(WarningState.Open, WarningAct.Dispute)] = WarningState.Disputed,
        [(WarningState.Open, WarningAct.Lapse)] = WarningState.Lapsed,
        [(WarningState.Acknowledged, WarningAct.Close)] = WarningState.Closed,
        [(WarningState.Acknowledged, WarningAct.CallFalse)] = WarningState.FalseAlarm,
        [(WarningState.Acknowledged, WarningAct.Dispute)] = WarningState.Disputed,
        [(WarningState.Acknowledged, WarningAct.Lapse)] = WarningState.Lapsed,
        [(WarningState.Acknowledged, WarningAct.RaiseAgain)] = WarningState.Open,
        [(WarningState.Disputed, WarningAct.Close)] = WarningState.Closed,
        [(WarningState.Disputed, WarningAct.CallFalse)] = WarningState.FalseAlarm,
        [(WarningState.Disputed, WarningAct.Uphold)] = WarningState.Acknowledged,
        [(WarningState.Disputed, WarningAct.Lapse)] = WarningState.Lapsed,
        [(WarningState.Disputed, WarningAct.RaiseAgain)] = WarningState.Open,
        [(WarningState.Closed, WarningAct.RaiseAgain)] = WarningState.Open,
        [(WarningState.FalseAlarm, WarningAct.RaiseAgain)] = WarningState.Open,
        [(WarningState.Lapsed, WarningAct.RaiseAgain)] = WarningState.Open,
    };

    /// <summary>States in which somebody still has to do something.</summary>
    public static IReadOnlyList<WarningState> Pending { get; } = [WarningState.Open, WarningState.Acknowledged, WarningState.Disputed];

    /// <summary>Null when the state does not take the act.</summary>
    public static WarningState? Next(WarningState state, WarningAct act) => s_steps.TryGetValue((state, act), out var next) ? next : null;

    /// <summary>Whether the role may do it; what evaluations do is nobody's.</summary>
    public static bool May(Actor actor, WarningAct act) => actor.May(Operation.AnswerWarnings) && act switch
    {
        WarningAct.Dispute => actor.IsEnterprise,
        WarningAct.Acknowledge or WarningAct.Close or WarningAct.CallFalse or WarningAct.Uphold => actor.IsRegulator,
        _ => false,
    };

    /// <summary>What the actor can do with a warning in this state.</summary>
    public static IReadOnlyList<WarningAct> Choices(Actor actor, WarningState state) =>
        [.. Enum.GetValues<WarningAct>().Where(act => May(actor, act) && Next(state, act) is not null)];

    /// <summary>Only seeing it needs no reason.</summary>
    public static bool NeedsReason(WarningAct act) => act is not WarningAct.Acknowledge;

    /// <summary>Whether an answered warning has grown enough to be looked at again.</summary>
    /// <param name="growth">In percent of what it was when it was answered.</param>
    public static bool HasGrown(int answeredAmount, int amount, int growth) =>
        amount > answeredAmount && amount * 100L >= answeredAmount * (100L + growth);

    /// <summary>What an evaluation that finds the warning does with it; null to bring its evidence up to date only.</summary>
    public static WarningAct? OnFound(WarningState state, int? answeredAmount, int amount, int growth, bool isMuted) => state switch
    {
        _ when isMuted => null,
        WarningState.Lapsed => WarningAct.RaiseAgain,
        WarningState.Open => null,
        _ => answeredAmount is { } answered && HasGrown(answered, amount, growth) ? WarningAct.RaiseAgain : null,
    };
}
