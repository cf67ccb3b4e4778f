using Portal.Data.SpotChecks.Campaigns;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>Where a task stands after its attempts.</summary>
/// <param name="Disposition">How it ended; null while it has not.</param>
/// <param name="NoAnswers">The bands of the attempts nobody answered, in their order, as far as <see cref="AttemptRules.Apart"/> lets them stand for themselves.</param>
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
    /// <summary>Who is tried twice within this has been tried once; a local default.</summary>
    public static TimeSpan LeastPause { get; } = TimeSpan.FromMinutes(30);

    /// <summary>How far the clock of a device may be off.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(5);

    /// <summary>A call this long after the drawn moment is one of another time: it counts, and the distance is marked. A local default.</summary>
    public static TimeSpan LateCall { get; } = TimeSpan.FromMinutes(30);

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

    /// <summary>
    /// When a contact was tried. The device's clock is believed between the first moment at which its owner could have tried
    /// and the moment of arrival; outside it is wrong, and the moment of arrival is taken.
    /// </summary>
    /// <param name="atUtc">As the device tells it.</param>
    /// <param name="earliestUtc">When the task was given, or the sender's attempt before this one arrived.</param>
    /// <returns>With whether the device's time was put aside.</returns>
    public static (DateTime AtUtc, bool IsCorrected) TriedAt(DateTime atUtc, DateTime earliestUtc, DateTime nowUtc) =>
        atUtc > nowUtc ? (nowUtc, atUtc > nowUtc + ClockSkew)
        : atUtc < earliestUtc - ClockSkew ? (nowUtc, true)
        : (atUtc, false);

    /// <summary>Whether a call comes before the drawn moment of a phone test.</summary>
    /// <param name="at">Wall-clock time, as the drawn moment.</param>
    public static bool IsTooEarly(DateTime at, DateTime? plannedAt) => at < plannedAt - ClockSkew;

    /// <summary>The bands of the attempts that stand for themselves: at least <see cref="LeastPause"/> away from those before.</summary>
    /// <param name="attempts">That nobody answered, in the order of their arrival.</param>
    public static IReadOnlyList<TimeBand> Apart(IEnumerable<(DateTime At, TimeBand Band)> attempts)
    {
        var standing = new List<(DateTime At, TimeBand Band)>();
        foreach (var attempt in attempts)
        {
            if (standing.TrueForAll(other => (attempt.At - other.At).Duration() >= LeastPause))
            {
                standing.Add(attempt);
            }
        }

        return [.. standing.Select(attempt => attempt.Band)];
    }

    /// <param name="band">Null: too soon after another attempt to be one more without an answer.</param>
    /// <returns>The standing after the attempt; null when the task has ended before.</returns>
    public static TaskStanding? Next(TaskStanding before, Disposition disposition, TimeBand? band, AttemptPlan plan)
    {
        if (before.IsSettled)
        {
            return null;
        }

        if (disposition is not Disposition.NoAnswer)
        {
            return before with { State = StateOf(disposition), Disposition = disposition };
        }

        var after = before with { State = SpotTaskState.InProgress, NoAnswers = band is { } one ? [.. before.NoAnswers, one] : before.NoAnswers };
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
