using System.Data.Common;
using System.Globalization;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Disclosures;

/// <summary>How many fields a user may reveal in an hour; a local default.</summary>
public sealed record RevealLimit(int FieldsPerHour);

/// <summary>The hour in which reveals of a user are counted, over all circuits and replicas, whatever is revealed.</summary>
internal static class RevealWindow
{
    private static readonly TimeSpan s_window = TimeSpan.FromHours(1);

    /// <summary>Holds the user's reveals until the transaction ends.</summary>
    /// <returns>From when the user may go on; null: now.</returns>
    public static async Task<DateTime?> EnterAsync(Db db, DbTransaction transaction, long userId, RevealLimit limit, DateTime nowUtc, CancellationToken cancellation)
    {
        await db.LockAsync(transaction, string.Create(CultureInfo.InvariantCulture, $"reveal {userId}"), cancellation);
        var times = await DisclosureStore.ReadRevealTimesAsync(transaction, userId, nowUtc - s_window, cancellation);
        return times.Count < limit.FieldsPerHour ? null : times[times.Count - limit.FieldsPerHour] + s_window;
    }
}
