namespace Portal.Data.TimeLimits;

/// <summary>Reckons the last second in which a limit is met, with what may move it: appointment and extension (S2-13, S0-38, S2-24).</summary>
internal static class DueTimes
{
    internal static DueTime Of(LimitRule rule, CaseFacts facts, WorkingCalendar calendar, DateTime start)
    {
        if (rule.OrderLimit is OrderLimit.Required && facts.ExtendedTo is { } printed)
        {
            return new(printed, DueChanges.OrderLimit, 0);
        }

        var limit = facts.PipeDiameter is { } diameter && LimitOf(rule, diameter) is { } ofPipe ? ofPipe : rule.Limit;
        if (rule.Direction is LimitDirection.Before)
        {
            return Before(limit, rule.DayBoundary, calendar, start);
        }

        var due = End(limit, rule.DayBoundary, calendar, start);
        if (rule.Appointment is not null && facts.AppointedAt is { } appointed && appointed > due.At)
        {
            due = IsAgreedInTime(rule.Appointment, facts, calendar, start)
                ? new(appointed, due.Changes | DueChanges.Appointment, 0)
                : due with { Changes = due.Changes | DueChanges.AppointmentNotAgreedInTime };
        }

        return rule.OrderLimit is OrderLimit.Replaces && facts.ExtendedTo is { } extended && extended > due.At
            ? Extend(rule, facts, calendar, start, due, extended)
            : due;
    }

    /// <summary>The length for a pipe; null when the limit does not depend on pipes or knows none of this diameter.</summary>
    internal static LimitSpan? LimitOf(LimitRule rule, int diameter)
    {
        for (var i = 0; i < rule.ByPipe.Count; i++)
        {
            if (rule.ByPipe[i].Pipe.Contains(diameter))
            {
                return rule.ByPipe[i].Limit;
            }
        }

        return null;
    }

    /// <summary>Start plus a length of time. Days are counted from the day after the start.</summary>
    private static DueTime End(LimitSpan span, DayBoundary boundary, WorkingCalendar calendar, DateTime start)
    {
        switch (span.Unit)
        {
            case LimitUnit.Minute:
                return new(start.AddMinutes(span.Amount), DueChanges.None, 0);
            case LimitUnit.Hour:
                return new(start.AddHours(span.Amount), DueChanges.None, 0);
            case LimitUnit.NaturalDay:
                return new(At(start.AddDays(span.Amount), boundary), DueChanges.None, 0);
            case LimitUnit.WorkingDay:
                var first = DateOnly.FromDateTime(start);
                var last = calendar.AddWorkingDays(first, span.Amount);

                // A day off has no working hour to come back to; were its hour kept, a Saturday morning would be due before the Friday afternoon.
                var end = calendar.IsWorkingDay(first) ? boundary : DayBoundary.EndOfDay;
                var due = At(start.AddDays(last.DayNumber - first.DayNumber), end);
                var changes = calendar.Covers(first, last) ? DueChanges.None : DueChanges.CalendarNotLoaded;
                return new(due, changes, last.DayNumber - first.DayNumber - span.Amount);
            default:
                throw new ArgumentOutOfRangeException(nameof(span), span.Unit, "Unknown unit of a limit.");
        }
    }

    /// <summary>Start minus a length of time: the last second that leaves the whole of it. Days are counted from the day before the start.</summary>
    private static DueTime Before(LimitSpan span, DayBoundary boundary, WorkingCalendar calendar, DateTime start)
    {
        switch (span.Unit)
        {
            case LimitUnit.Minute:
                return new(start.AddMinutes(-span.Amount), DueChanges.None, 0);
            case LimitUnit.Hour:
                return new(start.AddHours(-span.Amount), DueChanges.None, 0);
            case LimitUnit.NaturalDay:
                return new(At(start.AddDays(-span.Amount), boundary), DueChanges.None, 0);
            case LimitUnit.WorkingDay:
                var last = DateOnly.FromDateTime(start);
                var first = calendar.SubtractWorkingDays(last, span.Amount);
                var sameTime = start.AddDays(first.DayNumber - last.DayNumber);

                // An event on a day off has no working hour to count back to: the whole of the first working day must lie before it.
                var due = boundary is DayBoundary.EndOfDay || calendar.IsWorkingDay(last) ? At(sameTime, boundary) : sameTime.Date;
                var changes = calendar.Covers(first, last) ? DueChanges.None : DueChanges.CalendarNotLoaded;
                return new(due, changes, last.DayNumber - first.DayNumber - span.Amount);
            default:
                throw new ArgumentOutOfRangeException(nameof(span), span.Unit, "Unknown unit of a limit.");
        }
    }

    private static DateTime At(DateTime sameTime, DayBoundary boundary) =>
        boundary is DayBoundary.EndOfDay ? sameTime.Date.AddDays(1).AddSeconds(-1) : sameTime;

    private static bool IsAgreedInTime(AppointmentPolicy policy, CaseFacts facts, WorkingCalendar calendar, DateTime start) =>
        policy.AgreedBy is not { } agreement
        || (facts[agreement] is { } agreedAt
            && (policy.Within is not { } within || agreedAt <= End(within, DayBoundary.SameTime, calendar, start).At));

    private static DueTime Extend(
        LimitRule rule, CaseFacts facts, WorkingCalendar calendar, DateTime start, DueTime due, DateTime extended)
    {
        if (rule.Extension is { ReasonRequired: true } && string.IsNullOrWhiteSpace(facts.ExtensionReason))
        {
            return due with { Changes = due.Changes | DueChanges.ExtensionWithoutReason };
        }

        if (rule.Extension?.Longest is not { } longest)
        {
            return new(extended, due.Changes | DueChanges.Extension, 0);
        }

        var cap = End(longest, rule.DayBoundary, calendar, start);
        var changes = due.Changes | cap.Changes | DueChanges.Extension;
        if (extended <= cap.At)
        {
            return new(extended, changes, 0);
        }

        // The longest extension may end before an appointment does: an extension never shortens.
        return cap.At > due.At
            ? new(cap.At, changes | DueChanges.ExtensionCapped, cap.PausedDays)
            : due with { Changes = due.Changes | DueChanges.ExtensionCapped };
    }
}

internal readonly record struct DueTime(DateTime At, DueChanges Changes, int PausedDays);
