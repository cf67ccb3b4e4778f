namespace Portal.Indicators;

/// <summary>Days of the ledgers, which are kept in China Standard Time (design §4).</summary>
internal static class LedgerDay
{
    private const int HoursAheadOfUtc = 8;

    public static DateOnly? Of(DateTime? utc) => utc is { } moment ? DateOnly.FromDateTime(moment.AddHours(HoursAheadOfUtc)) : null;

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(HoursAheadOfUtc));

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
