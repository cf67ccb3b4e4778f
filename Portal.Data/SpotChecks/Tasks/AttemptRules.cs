using Portal.Data.SpotChecks.Campaigns;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>Where a task stands after its attempts.</summary>
/// <param name="Disposition">How it ended; null while it has not.</param>
/// <param name="NoAnswers">The bands of the attempts nobody answered, in their order.</param>
public sealed record TaskStanding(SpotTaskState State, Disposition? Disposition, IReadOnlyList<TimeBand> NoAnswers)
{
    public static TaskStanding Untried { get; } = new(SpotTaskState.Open, null, []);

    public bool IsSettled => State is not (SpotTaskState.Open or SpotTaskState.InProgress);
}

/// <summary>What it takes before "no answer" ends a task.</summary>
/// <param name="Bands">Different time bands among the attempts; those at night do not count.</param>
public sealed record AttemptPlan(int Attempts, int Bands)
{
    /// <summary>At least three in different time bands (requirements §6).</summary>
    public static AttemptPlan Household { get; } = new(3, 3);

    /// <summary>The moment of a phone test is drawn: a hotline that does not answer then has not answered (S0-69).</summary>
    public static AttemptPlan Drawn { get; } = new(1, 0);

    public static AttemptPlan For(CampaignKind kind) => kind is CampaignKind.PhoneTest ? Drawn : Household;
}

/// <summary>
/// The life of a task, attempt by attempt (requirements §6): every disposition but "no answer" ends it, "no answer" only
/// after enough attempts, and what has ended never changes. Pure.
/// </summary>
public static class AttemptRules
{
    private static readonly Disposition[] s_everything = Enum.GetValues<Disposition>();
    private static readonly Disposition[] s_withoutCase =
        [Disposition.CompletedResolved, Disposition.WrongNumber, Disposition.NoAnswer, Disposition.Refused, Disposition.Ineligible];

    /// <summary>The questions were answered.</summary>
    public static bool IsCompleted(Disposition disposition) => disposition <= Disposition.CompletedNeverHandled;

    /// <summary>The complainant was put under pressure to change the rating.</summary>
    public static bool IsIntimidation(Disposition disposition) => disposition is Disposition.Recalled;

    /// <summary>What a task can come to: without a complainant nobody denies, withdraws or was asked to change a rating.</summary>
    /// <param name="hasCase">The object is a row of a ledger.</param>
    public static IReadOnlyList<Disposition> Choices(bool hasCase) => hasCase ? s_everything : s_withoutCase;

    /// <returns>The standing after the attempt; null when the task has ended before.</returns>
    public static TaskStanding? Next(TaskStanding before, Disposition disposition, TimeBand band, AttemptPlan plan)
    {
        if (before.IsSettled)
        {
            return null;
        }

        if (disposition is not Disposition.NoAnswer)
        {
            return before with { State = StateOf(disposition), Disposition = disposition };
        }

        var after = before with { State = SpotTaskState.InProgress, NoAnswers = [.. before.NoAnswers, band] };
        return Missing(after, plan) == (0, 0) ? after with { State = SpotTaskState.Unreachable, Disposition = disposition } : after;
    }

    /// <summary>How many more attempts, and in how many more bands, before "no answer" ends the task.</summary>
    public static (int Attempts, int Bands) Missing(TaskStanding standing, AttemptPlan plan) => (
        Math.Max(0, plan.Attempts - standing.NoAnswers.Count),
        Math.Max(0, plan.Bands - Tried(standing).Count()));

    /// <summary>The bands that are still worth trying.</summary>
    public static IReadOnlyList<TimeBand> Untried(TaskStanding standing) =>
        [.. Enum.GetValues<TimeBand>().Where(band => band is not TimeBand.Night).Except(Tried(standing))];

    private static IEnumerable<TimeBand> Tried(TaskStanding standing) => standing.NoAnswers.Where(band => band is not TimeBand.Night).Distinct();

    private static SpotTaskState StateOf(Disposition disposition) => disposition switch
    {
        Disposition.WrongNumber or Disposition.Refused or Disposition.NoAnswer => SpotTaskState.Unreachable,
        Disposition.Ineligible => SpotTaskState.Ineligible,
        Disposition.Withdrawn => SpotTaskState.Cancelled,
        _ => SpotTaskState.Done,
    };
}
