using Portal.Data.Access;
using Portal.Data.Ledgers.Workbooks;

namespace Portal.Data.Ledgers.Demo;

/// <summary>A ledger as an enterprise of the demonstration files it: the rows of one month, in template order.</summary>
public sealed record DemoFiling
{
    public required string EnterpriseCode { get; init; }

    /// <summary>First day of the filed month.</summary>
    public required DateOnly Period { get; init; }

    /// <summary>Ledger wall-clock time of the filing, which is its judging time.</summary>
    public required DateTime FiledAt { get; init; }

    /// <summary>A name without extension.</summary>
    public required string FileName { get; init; }

    /// <summary>True for the one filing that must be rejected: it has validity issues on purpose.</summary>
    public bool HasFaults { get; init; }

    /// <summary>One value per template column, indexed by <see cref="Mapping.LedgerField"/>; null is an empty cell.</summary>
    public required IReadOnlyList<string?[]> Rows { get; init; }

    /// <summary>Files the rows as a workbook through the intake that files real ones, judged at <see cref="FiledAt"/>.</summary>
    public async Task<FilingReport> SendAsync(LedgerIntake intake, Actor submittedBy, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        LedgerWorkbook.Write(file, Rows);
        return await intake.ReceiveAsync(
            new FilingRequest
            {
                Content = file,
                FileName = FileName + ".xlsx",
                EnterpriseCode = EnterpriseCode,
                Period = Period,
                SubmittedBy = submittedBy,
                AsOf = FiledAt,
            },
            null,
            cancellation);
    }
}
