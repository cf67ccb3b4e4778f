namespace Portal.Data.TimeLimits;

/// <summary>
/// Judges a case against limits (requirements §5.4, design §5): pure, and without allocation per rule, because a
/// filing asks it for every row. Verdicts and their borders are told in docs/time-limits.md.
/// </summary>
public static class TimeLimitRules
{
    /// <summary>One receipt per rule, in the order of the rules, those that do not apply included.</summary>
    public static Receipt[] Judge(IReadOnlyList<LimitRule> rules, CaseFacts facts, WorkingCalendar calendar, DateTime judgedAt)
    {
        var receipts = new Receipt[rules.Count];
        Judge(rules, facts, calendar, judgedAt, receipts);
        return receipts;
    }

    /// <summary>The same into the caller's own memory, for filings of many rows.</summary>
    public static void Judge(
        IReadOnlyList<LimitRule> rules, CaseFacts facts, WorkingCalendar calendar, DateTime judgedAt, Span<Receipt> receipts)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            receipts[i] = Judge(rules[i], facts, calendar, judgedAt);
        }
    }

    public static Receipt Judge(LimitRule rule, CaseFacts facts, WorkingCalendar calendar, DateTime judgedAt)
    {
        var whyNot = WhyNot(rule, facts);
        if (whyNot is not Why.None and not Why.PipeDiameterMissing)
        {
            return new() { Rule = rule, Verdict = Verdict.NotApplicable, Why = whyNot };
        }

        if (facts[rule.Start] is not { } start)
        {
            return NotStarted(rule, facts);
        }

        var due = DueTimes.Of(rule, facts, calendar, start);
        var stop = facts[rule.Stop];
        var (verdict, why) = whyNot is Why.PipeDiameterMissing
            ? (Verdict.Undeterminable, whyNot)
            : Compare(rule, facts, start, due.At, stop, judgedAt);

        return new()
        {
            Rule = rule,
            Verdict = verdict,
            Why = why,
            Changes = due.Changes,
            Start = start,
            Due = due.At,
            Stop = stop,
            ElapsedMinutes = stop is { } end ? WholeMinutes(start, end)
                : verdict is Verdict.Undeterminable ? null
                : WholeMinutes(start, judgedAt),
            PausedDays = due.PausedDays,
        };
    }

    private static Why WhyNot(LimitRule rule, CaseFacts facts)
    {
        if (rule.OrderLimit is OrderLimit.Required && facts.ExtendedTo is null)
        {
            return Why.NoOrderLimit;
        }

        if ((rule.EffectiveFrom ?? rule.EffectiveTo) is not null && facts[CaseEvent.Received] is { } received)
        {
            var day = DateOnly.FromDateTime(received);
            if (day < rule.EffectiveFrom || day > rule.EffectiveTo)
            {
                return Why.NotInForce;
            }
        }

        return rule.AppliesWhen.WhyNot(facts);
    }

    private static Receipt NotStarted(LimitRule rule, CaseFacts facts)
    {
        // Every case is received, so a missing 受理 is a gap in the ledger even where nothing else has happened.
        var isGap = rule.Start is CaseEvent.Received || facts.HasEventAfter(rule.Start);
        return new()
        {
            Rule = rule,
            Verdict = isGap ? Verdict.Undeterminable : Verdict.OpenInTime,
            Why = isGap ? Why.StartMissing : Why.NotStarted,
            Stop = facts[rule.Stop],
        };
    }

    private static (Verdict Verdict, Why Why) Compare(
        LimitRule rule, CaseFacts facts, DateTime start, DateTime due, DateTime? stop, DateTime judgedAt)
    {
        if (stop is { } end)
        {
            return end < start ? (Verdict.Undeterminable, Why.StopBeforeStart)
                : (end <= due ? Verdict.Met : Verdict.Late, Why.None);
        }

        return facts.HasEventAfter(rule.Stop) ? (Verdict.Undeterminable, Why.StopMissing)
            : (judgedAt <= due ? Verdict.OpenInTime : Verdict.OpenOverdue, Why.None);
    }

    // A clock that runs backwards has measured nothing: no negative minutes reach an average.
    private static int? WholeMinutes(DateTime start, DateTime end) =>
        end < start ? null : (int)((end.Ticks - start.Ticks) / TimeSpan.TicksPerMinute);
}
