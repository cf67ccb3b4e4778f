using System.Globalization;
using System.Text;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>What the rules say of a case, as stored with its row and counted by the figures.</summary>
/// <param name="Verdicts">See <see cref="VerdictText"/>.</param>
/// <param name="HandlingMinutes">办件时长: from dispatch (or, where none is filed, from 受理) to feedback; null without feedback.</param>
/// <param name="IsComplete">Whether no event that a limit needs is missing (台账健全, S0-70).</param>
/// <param name="IsOpen">Whether a verdict can still change by the passing of time alone.</param>
public readonly record struct CaseJudgement(
    string Verdicts, DueState Feedback, DueState Closing, int? HandlingMinutes, bool IsComplete, bool IsOpen)
{
    /// <summary>Whether the case was dispatched within its limit (S4-37); null where nothing was to be dispatched or an event is missing.</summary>
    public DueState? Dispatch { get; init; }

    public static CaseJudgement Of(CaseFacts facts, ReadOnlySpan<Receipt> receipts, DateTime judgedAt)
    {
        Clock? feedbackClock = null, closingClock = null;
        var (isComplete, isOpen) = (true, false);
        foreach (ref readonly var receipt in receipts)
        {
            isComplete &= receipt.Verdict is not Verdict.Undeterminable;
            isOpen |= receipt.Verdict is Verdict.OpenInTime;
            if (receipt.Verdict is not Verdict.NotApplicable)
            {
                switch (receipt.Rule.Topic)
                {
                    case LimitTopic.Feedback:
                        feedbackClock = Clock.Of(receipt);
                        break;
                    case LimitTopic.Close:
                        closingClock = Clock.Of(receipt);
                        break;
                }
            }
        }

        // A set without a limit of closing expects it by the time of feedback, as S0 does.
        var closing = StateOf(facts[CaseEvent.Closed], closingClock ?? feedbackClock, judgedAt, ref isOpen);
        var feedback = StateOf(facts[CaseEvent.FedBack], feedbackClock, judgedAt, ref isOpen);
        var dispatch = DispatchRules.Of(facts, receipts, judgedAt);
        return new(
            VerdictText.Write(receipts), feedback, closing, Minutes(facts), isComplete, isOpen || dispatch is DueState.NotDue)
        {
            Dispatch = dispatch,
        };
    }

    /// <summary>Neither due nor open any more when another event ended the clock: a returned order is another unit's.</summary>
    private static DueState StateOf(DateTime? done, Clock? clock, DateTime judgedAt, ref bool isOpen)
    {
        var (due, isEnded) = clock ?? default;
        var state = done switch
        {
            { } at => due is null || at <= due ? DueState.InTime : DueState.Late,
            null => isEnded || due is null || judgedAt <= due ? DueState.NotDue : DueState.Overdue,
        };
        isOpen |= state is DueState.NotDue && !isEnded;
        return state;
    }

    private static int? Minutes(CaseFacts facts) =>
        facts[CaseEvent.FedBack] is { } end && (facts[CaseEvent.Dispatched] ?? facts[CaseEvent.Received]) is { } start && end >= start
            ? (int)((end.Ticks - start.Ticks) / TimeSpan.TicksPerMinute)
            : null;

    private readonly record struct Clock(DateTime? Due, bool IsEnded)
    {
        public static Clock Of(in Receipt receipt) => new(receipt.Due, receipt.Stop is not null && receipt.StoppedBy != receipt.Rule.Stop);
    }
}

/// <summary>
/// The verdicts of a row in one text, so that a row stays one row under any number of rules and a filter can look
/// for a verdict: <c>|S0-36=M12|S0-37=L135|S0-38=N|</c>. The letter is the verdict (M met, L late, I open in time,
/// O open overdue, N not applicable, U undeterminable), the number the elapsed minutes of a finished clock.
/// </summary>
public static class VerdictText
{
    private const string Letters = "MLIONU";

    [ThreadStatic]
    private static StringBuilder? s_builder;

    public static string Write(ReadOnlySpan<Receipt> receipts)
    {
        var text = s_builder ??= new();
        text.Clear().Append('|');
        foreach (ref readonly var receipt in receipts)
        {
            text.Append(receipt.Rule.Id).Append('=').Append(Letters[(int)receipt.Verdict]);
            if (receipt.Verdict is Verdict.Met or Verdict.Late && receipt.ElapsedMinutes is { } minutes)
            {
                text.Append(CultureInfo.InvariantCulture, $"{minutes}");
            }

            text.Append('|');
        }

        return text.ToString();
    }

    /// <summary>Each rule id with its verdict and, of a finished clock, its minutes.</summary>
    public static Enumerator Read(string verdicts) => new(verdicts);

    /// <summary>A LIKE pattern that finds rows with this verdict of this rule.</summary>
    public static string Pattern(string ruleId, Verdict verdict) => $"%|{ruleId}={Letters[(int)verdict]}%";

    /// <summary>Walks the text without allocating: filings and rebuilds read millions of them.</summary>
    public ref struct Enumerator(ReadOnlySpan<char> rest)
    {
        private ReadOnlySpan<char> _rest = rest;

        public ReadOnlySpan<char> RuleId { get; private set; }

        public Verdict Verdict { get; private set; }

        public int? Minutes { get; private set; }

        public readonly Enumerator Current => this;

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            var at = _rest.IndexOf('=');
            if (at < 0)
            {
                return false;
            }

            RuleId = _rest[(_rest[0] == '|' ? 1 : 0)..at];
            Verdict = (Verdict)Letters.IndexOf(_rest[at + 1]);
            var end = _rest[at..].IndexOf('|') + at;
            Minutes = int.TryParse(_rest[(at + 2)..end], CultureInfo.InvariantCulture, out var minutes) ? minutes : null;
            _rest = _rest[end..];
            return true;
        }
    }
}
