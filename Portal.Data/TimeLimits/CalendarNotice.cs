namespace Portal.Data.TimeLimits;

/// <summary>Tells in time that the calendar of a coming year is missing: without it only weekends are taken as days off.</summary>
public sealed class CalendarNotice(RuleBook book, TimeProvider clock)
{
    /// <summary>The State Council publishes the next year's days off in autumn; a local default.</summary>
    public const int FromMonth = 9;

    /// <returns>The year whose calendar is missing; null when none is, or it is too early to ask for it.</returns>
    public async Task<int?> ReadMissingYearAsync(CancellationToken cancellation)
    {
        var today = clock.GetUtcNow().UtcDateTime.AddHours(8);
        var calendar = await book.ReadCalendarAsync(cancellation);
        return !calendar.Covers(today.Year) ? today.Year
            : today.Month >= FromMonth && !calendar.Covers(today.Year + 1) ? today.Year + 1
            : null;
    }
}
