using System.Text;
using Portal.Data.TimeLimits;

namespace Portal.Data.Warnings;

/// <summary>What the rules see of a ledger row that counts. No complainant is unsealed for it.</summary>
public readonly record struct WarningFact
{
    public required long Id { get; init; }

    public required string CaseNo { get; init; }

    /// <summary>Ledger wall-clock time, as all times here.</summary>
    public required DateTime ReceivedAt { get; init; }

    public required Channel Channel { get; init; }

    public required RequestClass RequestClass { get; init; }

    public required ComplaintType ComplaintType { get; init; }

    public string? SubType { get; init; }

    public string? Community { get; init; }

    /// <summary>The keyed hash of community and address; of the telephone where no address was given.</summary>
    public required UInt128 Household { get; init; }

    public int? ReturnCount { get; init; }

    /// <summary>The later of 预约 and 延期至 of a case that is not closed; null without a promise.</summary>
    public DateTime? PromisedAt { get; init; }

    /// <summary>The latest thing that happened in a case with a promise; null otherwise.</summary>
    public DateTime? LastEventAt { get; init; }

    /// <summary>Only where words are looked for.</summary>
    public string? Content { get; init; }

    /// <summary>
    /// A name as a key: letters of one width and case, so that both engines and every clerk's keyboard agree on what is
    /// the same.
    /// </summary>
    public static string KeyOf(string text) => text.Trim().Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    /// <summary>The case as a key: its number and its time of receipt.</summary>
    internal string CaseKey => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{KeyOf(CaseNo)} {ReceivedAt:yyyyMMddHHmm}");
}
