using Portal.Data.Ledgers;

namespace Portal.Data.Indicators;

/// <summary>How an enterprise stands with the ledger of one month.</summary>
public enum FilingStanding
{
    /// <summary>Nothing was sent.</summary>
    Missing = 0,

    /// <summary>What was sent could not be read, and nothing counts.</summary>
    Refused = 1,

    /// <summary>What was sent had invalid rows, and nothing counts.</summary>
    Rejected = 2,

    /// <summary>A version counts.</summary>
    Accepted = 3,
}

/// <summary>The filings of one enterprise and month (S0-48), told in one line.</summary>
public sealed record FilingState
{
    /// <summary>
    /// The ledger of a month is expected by the end of this day of the next. No source names a day: a local default
    /// (requirements §5.3).
    /// </summary>
    public const int DueDay = 10;

    public static FilingState Nothing { get; } = new() { Standing = FilingStanding.Missing };

    public required FilingStanding Standing { get; init; }

    /// <summary>The version that counts, or without one the latest attempt.</summary>
    public long? FilingId { get; init; }

    public int? Version { get; init; }

    public DateTime? ReceivedAtUtc { get; init; }

    /// <summary>A later version was sent and does not count: the enterprise has work to do.</summary>
    public bool HasFailedSince { get; init; }

    /// <summary>By the first accepted version, so that a later correction does not make it late; null while nothing counts.</summary>
    public bool? IsOnTime { get; init; }

    /// <summary>The last day on which the ledger of this month is on time.</summary>
    public static DateOnly DueOn(DateOnly month) => new DateOnly(month.Year, month.Month, DueDay).AddMonths(1);

    /// <param name="filings">All filings of one enterprise and month, in any order.</param>
    public static FilingState Of(DateOnly month, IEnumerable<FilingLineItem> filings)
    {
        var byVersion = filings.OrderBy(filing => filing.Version).ToList();
        if (byVersion.Count == 0)
        {
            return Nothing;
        }

        var latest = byVersion[^1];
        var current = byVersion.LastOrDefault(filing => filing.IsCurrent);
        var told = current ?? latest;
        return new()
        {
            Standing = told.Status switch
            {
                FilingStatus.Accepted => FilingStanding.Accepted,
                FilingStatus.Rejected => FilingStanding.Rejected,
                _ => FilingStanding.Refused,
            },
            FilingId = told.Id,
            Version = told.Version,
            ReceivedAtUtc = told.ReceivedAtUtc,
            HasFailedSince = current is not null && latest.Version > current.Version,
            IsOnTime = byVersion.FirstOrDefault(filing => filing.Status is FilingStatus.Accepted) is { } first
                ? DateOnly.FromDateTime(first.ReceivedAtUtc.AddHours(8)) <= DueOn(month)
                : null,
        };
    }
}

/// <summary>What the standing needs of a filing.</summary>
public sealed record FilingLineItem
{
    public required long Id { get; init; }

    public required string EnterpriseCode { get; init; }

    public required int Version { get; init; }

    public required FilingStatus Status { get; init; }

    public required bool IsCurrent { get; init; }

    public required DateTime ReceivedAtUtc { get; init; }
}
