namespace Portal.Data.Warnings;

/// <summary>
/// When messages that are not urgent wait. Times of day on the ledgers' clock; the end is the first moment at which
/// they are shown again. Equal times mean no quiet hours. 22:00 to 07:00 is a local default.
/// </summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    private static readonly TimeSpan s_ledgerZone = TimeSpan.FromHours(8);

    public static QuietHours LocalDefault { get; } = new(new(22, 0), new(7, 0));

    /// <summary>The earliest time, in UTC, at which a message of this severity is shown.</summary>
    public DateTime NotBefore(DateTime nowUtc, WarningSeverity severity)
    {
        var local = nowUtc + s_ledgerZone;
        if (severity is WarningSeverity.Urgent || From == To || !TimeOnly.FromDateTime(local).IsBetween(From, To))
        {
            return nowUtc;
        }

        var end = local.Date + To.ToTimeSpan();
        return (end > local ? end : end.AddDays(1)) - s_ledgerZone;
    }
}
