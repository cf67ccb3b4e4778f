namespace Portal.Data.TimeLimits;

/// <summary>Tells in time that the calendar of a coming year is missing: without it only weekends are taken as days off. Pure.</summary>
public static class CalendarNotice
{
    /// <summary>From this month on the next year is missed: the State Council gives notice of its days off around the beginning of November.</summary>
    public const int FromMonth = 11;

    /// <returns>The year whose calendar is missing; null when none is, or it is too early to ask for it.</returns>
    public static int? MissingYear(WorkingCalendar calendar, DateOnly today) =>
        !calendar.Covers(today.Year) ? today.Year
        : today.Month >= FromMonth && !calendar.Covers(today.Year + 1) ? today.Year + 1
        : null;
}
