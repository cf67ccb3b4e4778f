using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Findings;

/// <summary>Why something was not done to a finding.</summary>
public enum FindingFault
{
    None,

    /// <summary>There is none that the actor may see.</summary>
    NotFound,

    /// <summary>The actor's role does not do this.</summary>
    NotAllowed,

    /// <summary>Somebody else has been quicker.</summary>
    Changed,

    /// <summary>Its state does not take it.</summary>
    WrongState,

    /// <summary>Whoever proposed it does not decide on it.</summary>
    SamePerson,

    /// <summary>Only whoever proposed it takes it back.</summary>
    NotTheProposer,

    /// <summary>The enterprise still has time to explain.</summary>
    TimeStillRuns,

    /// <summary>The time to explain is over.</summary>
    TimeIsOver,

    /// <summary>Field work is still going on: telling the enterprise would tell it of the campaign (S0-63).</summary>
    FieldWorkGoesOn,

    /// <summary>The actor must step aside (S2-43).</summary>
    Conflict,

    /// <summary>Neither a contradicted fact nor a file nor what the task came to supports it.</summary>
    NoGround,

    /// <summary>The task has a finding of this type already.</summary>
    Exists,

    /// <summary>A reason or statement of a few words at least, without markup.</summary>
    Words,

    /// <summary>A file to be released is none of those the finding rests on.</summary>
    NoSuchFile,
}

/// <summary>What decides over the next step of a finding.</summary>
/// <param name="ExplainBy">The last day to explain; null before the enterprise was told.</param>
/// <param name="IsFieldWorkOver">The campaign is completed.</param>
public sealed record FindingStanding(FindingState State, long ProposedById, DateOnly? ExplainBy, bool IsFieldWorkOver);

/// <summary>
/// The way of a finding (S4-34): proposed with its ground, the enterprise is told and may explain within the time limit,
/// then a second officer confirms or dismisses, never the proposer. What ended stays as it is. Pure.
/// </summary>
public static class FindingRules
{
    public const int ShortestWords = 4;
    public const int LongestStatement = 1000;
    public const int LongestExplanation = 2000;

    /// <summary>Working days after the day of telling; a local default.</summary>
    public const int DaysToExplain = 5;

    private const decimal WorstAttitude = 2;

    /// <summary>States in which somebody still has to do something.</summary>
    public static IReadOnlyList<FindingState> Pending { get; } = [FindingState.Proposed, FindingState.Notified, FindingState.Explained];

    /// <summary>The day of telling itself is not counted.</summary>
    public static DateOnly LastDayToExplain(DateOnly toldOn, WorkingCalendar calendar) => calendar.AddWorkingDays(toldOn, DaysToExplain);

    /// <summary>The state after the act, whoever does it; null when the state does not take it.</summary>
    public static FindingState? Next(FindingState state, FindingAct act) => (state, act) switch
    {
        (FindingState.Proposed, FindingAct.Notify) => FindingState.Notified,
        (FindingState.Notified, FindingAct.Explain) => FindingState.Explained,
        (FindingState.Notified or FindingState.Explained, FindingAct.Confirm) => FindingState.Confirmed,
        (FindingState.Proposed or FindingState.Notified or FindingState.Explained, FindingAct.Dismiss) => FindingState.Dismissed,
        (FindingState.Proposed or FindingState.Notified or FindingState.Explained, FindingAct.Withdraw) => FindingState.Withdrawn,
        _ => null,
    };

    /// <summary>Whether the actor may take the step today.</summary>
    public static FindingFault Check(FindingStanding finding, FindingAct act, Actor by, DateOnly today) => act switch
    {
        _ when !May(by, act) => FindingFault.NotAllowed,
        _ when Next(finding.State, act) is null => FindingFault.WrongState,
        FindingAct.Notify when !finding.IsFieldWorkOver => FindingFault.FieldWorkGoesOn,
        FindingAct.Explain when today > finding.ExplainBy => FindingFault.TimeIsOver,
        FindingAct.Confirm or FindingAct.Dismiss when by.UserId == finding.ProposedById => FindingFault.SamePerson,
        FindingAct.Confirm when finding.State is FindingState.Notified && today <= finding.ExplainBy => FindingFault.TimeStillRuns,
        FindingAct.Withdraw when by.UserId != finding.ProposedById => FindingFault.NotTheProposer,
        _ => FindingFault.None,
    };

    /// <summary>What the actor can do with it today.</summary>
    public static IReadOnlyList<FindingAct> Choices(FindingStanding finding, Actor by, DateOnly today) =>
        [.. Enum.GetValues<FindingAct>().Where(act => act is not FindingAct.Propose && Check(finding, act, by, today) is FindingFault.None)];

    /// <summary>
    /// Whether the next step is the actor's: the enterprise may explain, the bureau may tell it or confirm. What may be
    /// dismissed or withdrawn besides waits for nobody.
    /// </summary>
    public static bool IsWaitingFor(FindingStanding finding, Actor by, DateOnly today) =>
        new[] { FindingAct.Notify, FindingAct.Explain, FindingAct.Confirm }.Any(act => Check(finding, act, by, today) is FindingFault.None);

    /// <summary>At most one working day is left after today to explain.</summary>
    public static bool IsRunningShort(DateOnly? explainBy, DateOnly today, WorkingCalendar calendar) =>
        today <= explainBy && calendar.AddWorkingDays(today, 1) >= explainBy;

    /// <summary>Characters that are not seen and can make a text read otherwise: controls but for line ends and tabs, turns of direction.</summary>
    public static bool HasUnseen(string words) =>
        words.Any(letter => (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) || letter is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));

    /// <summary>Telling needs no words; all else does.</summary>
    public static bool NeedsWords(FindingAct act) => act is not FindingAct.Notify;

    /// <summary>The types that what a task came to speaks for; what an officer sees in a photo may speak for another.</summary>
    public static IReadOnlyList<FindingType> Suggest(
        CampaignKind kind, Disposition? disposition, IReadOnlyCollection<ComparedFact> facts, IReadOnlyCollection<AnswerRecord> answers)
    {
        return [.. All().Where(one => one.Speaks).Select(one => one.Type)];

        IEnumerable<(FindingType Type, bool Speaks)> All()
        {
            yield return (FindingType.NotClosed, disposition is Disposition.CompletedNeverHandled);
            yield return (FindingType.ClosedByOthers, Is(Fact.ClosedAgreed) && !Is(Fact.Solved));
            yield return (FindingType.FalselyClosed, Is(Fact.Received) || Is(Fact.Visited) || Is(Fact.Solved) || Is(Fact.FeedbackReceived));
            yield return (FindingType.PhoneUnanswered, kind is CampaignKind.PhoneTest && (disposition is Disposition.NoAnswer or Disposition.WrongNumber || answers.Any(answer => answer is { ItemCode: "connected", ChoiceCode: not "yes" })));
            yield return (FindingType.LedgerIncomplete, answers.Any(answer => answer is { ItemCode: "record-found" or "ledger-kept", ChoiceCode: "no" } or { ItemCode: "altered", ChoiceCode: "yes" }));
            yield return (FindingType.BadAttitude, answers.Any(answer => answer is { ItemCode: "attitude" or "polite" or "patient", Number: <= WorstAttitude }));
            yield return (FindingType.NotSolvedAtOnce, answers.Any(answer => answer is { ItemCode: "solved-at-once", ChoiceCode: "no" }));
        }

        bool Is(Fact fact) => facts.Any(compared => compared.Fact == fact && compared.Outcome is FactOutcome.Contradicted);
    }

    /// <summary>A finding rests on something: a contradicted fact, a file, or what the task came to.</summary>
    public static bool IsGrounded(FindingType type, IReadOnlyCollection<FindingType> suggested, IReadOnlyCollection<ComparedFact> facts, int files) =>
        suggested.Contains(type) || files > 0 || facts.Any(fact => fact.Outcome is FactOutcome.Contradicted);

    private static bool May(Actor by, FindingAct act) => act switch
    {
        FindingAct.Propose or FindingAct.Withdraw => by.May(Operation.ProposeFindings),
        FindingAct.Notify or FindingAct.Confirm or FindingAct.Dismiss => by.May(Operation.ConfirmFindings),
        FindingAct.Explain => by.May(Operation.ExplainFindings),
        _ => false,
    };
}
