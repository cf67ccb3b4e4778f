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
        var isUnmeasured = whyNot is Why.PipeDiameterMissing or Why.RoomTemperatureMissing;
        if (whyNot is not Why.None && !isUnmeasured)
        {
            return new() { Rule = rule, Verdict = Verdict.NotApplicable, Why = whyNot };
        }

        var (stop, stoppedBy) = StopOf(rule, facts);
        if (facts[rule.Start] is not { } start)
        {
            return NotStarted(rule, facts, stop, stoppedBy);
        }

        var due = DueTimes.Of(rule, facts, calendar, start);
        var (verdict, why) = isUnmeasured
            ? (Verdict.Undeterminable, whyNot)
            : Compare(rule, facts, start, due.At, stop, judgedAt);

        return new()
        {
            Rule = rule,
            Verdict = verdict,
            Why = why,
            Changes = due.Changes,
            Start = start,
            Due = whyNot is Why.PipeDiameterMissing && rule.ByPipe.Count > 0 ? null : due.At,
            Stop = stop,
            StoppedBy = stoppedBy,
            ElapsedMinutes = Elapsed(rule, start, stop, verdict, judgedAt),
            PausedDays = due.PausedDays,
        };
    }

    private static Why WhyNot(LimitRule rule, CaseFacts facts)
    {
        if (rule.OrderLimit is OrderLimit.Required && facts.ExtendedTo is null)
        {
            return Why.NoOrderLimit;
        }

        if ((rule.EffectiveFrom ?? rule.EffectiveTo) is not null && (facts[CaseEvent.Received] ?? facts[rule.Start]) is { } began)
        {
            var day = DateOnly.FromDateTime(began);
            if (day < rule.EffectiveFrom || day > rule.EffectiveTo)
            {
                return Why.NotInForce;
            }
        }

        if (IsAbsent(rule.Start, facts) || IsAbsent(rule.Stop, facts))
        {
            return Why.EventAbsent;
        }

        if (rule.OrStop.Count > 0 && facts[rule.Start] is null && facts[rule.Stop] is null && StopOf(rule, facts).At is not null)
        {
            return Why.EndedBefore;
        }

        var whyNot = rule.AppliesWhen.WhyNot(facts);
        return whyNot is Why.None && rule.ByPipe.Count > 0 ? WhyNotByPipe(rule, facts) : whyNot;
    }

    private static bool IsAbsent(CaseEvent happening, CaseFacts facts) =>
        CaseEvents.IsOptional(happening) && facts[happening] is null && !facts.HasEventAfter(happening);

    private static Why WhyNotByPipe(LimitRule rule, CaseFacts facts) =>
        facts.PipeDiameter is not { } diameter ? Why.PipeDiameterMissing
        : DueTimes.LimitOf(rule, diameter) is null ? Why.PipeDiameter
        : Why.None;

    /// <summary>The event that ended the clock: the stop, or an earlier one that ends it as well.</summary>
    private static (DateTime? At, CaseEvent By) StopOf(LimitRule rule, CaseFacts facts)
    {
        var (at, by) = (facts[rule.Stop], rule.Stop);
        for (var i = 0; i < rule.OrStop.Count; i++)
        {
            if (facts[rule.OrStop[i]] is { } other && !(at <= other))
            {
                (at, by) = (other, rule.OrStop[i]);
            }
        }

        return (at, by);
    }

    private static Receipt NotStarted(LimitRule rule, CaseFacts facts, DateTime? stop, CaseEvent stoppedBy)
    {
        // Every case is received, so a missing 受理 is a gap in the ledger even where nothing else has happened.
        var isGap = rule.Start is CaseEvent.Received || facts.HasEventAfter(rule.Start);
        return new()
        {
            Rule = rule,
            Verdict = isGap ? Verdict.Undeterminable : Verdict.OpenInTime,
            Why = isGap ? Why.StartMissing : Why.NotStarted,
            Stop = stop,
            StoppedBy = stoppedBy,
        };
    }

    private static (Verdict Verdict, Why Why) Compare(
        LimitRule rule, CaseFacts facts, DateTime start, DateTime due, DateTime? stop, DateTime judgedAt)
    {
        if (stop is not { } end)
        {
            // Of a limit that looks ahead the start is later than the stop and proves nothing: what comes after it does.
            var isGap = facts.HasEventAfter(rule.Direction is LimitDirection.Before ? rule.Start : rule.Stop);
            return isGap ? (Verdict.Undeterminable, Why.StopMissing)
                : (rule.Direction is LimitDirection.NotBefore || judgedAt <= due ? Verdict.OpenInTime : Verdict.OpenOverdue, Why.None);
        }

        if (rule.Direction is not LimitDirection.Before && end < start)
        {
            return (Verdict.Undeterminable, Why.StopBeforeStart);
        }

        return rule.Direction is LimitDirection.NotBefore
            ? (end >= due ? (Verdict.Met, Why.None) : (Verdict.Late, Why.TooEarly))
            : (end <= due ? Verdict.Met : Verdict.Late, Why.None);
    }

    private static int? Elapsed(LimitRule rule, DateTime start, DateTime? stop, Verdict verdict, DateTime judgedAt) =>
        stop is { } end ? (rule.Direction is LimitDirection.Before ? WholeMinutes(end, start) : WholeMinutes(start, end))
        : verdict is Verdict.Undeterminable || rule.Direction is LimitDirection.Before ? null
        : WholeMinutes(start, judgedAt);

    // A clock that runs backwards has measured nothing: no negative minutes reach an average.
    private static int? WholeMinutes(DateTime start, DateTime end) =>
        end < start ? null : (int)((end.Ticks - start.Ticks) / TimeSpan.TicksPerMinute);
}
