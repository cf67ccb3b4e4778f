using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;

namespace Portal.Ledgers.Filings;

/// <summary>Reads the kept original of a filing again: to see its columns, and to file it anew with a mapping (S0-45).</summary>
internal sealed class SecondReading(FilingStore filings, LedgerIntake intake, IncomingFiles incoming)
{
    public async Task<IReadOnlyList<SourceColumn>> ReadColumnsAsync(Filing filing, ColumnMapping? mapping, CancellationToken cancellation)
    {
        await using var content = incoming.Create();
        await filings.CopyFileAsync(filing, content, cancellation);
        return await Task.Run(() => SourceColumns.Read(content, mapping), cancellation);
    }

    /// <summary>A new version from the same file. Runs to its end even when the page that asked is left.</summary>
    public async Task<FilingReport> FileAgainAsync(Filing filing, ColumnMapping mapping, Actor actor, IProgress<FilingProgress> progress)
    {
        if (!actor.MayFileFor(filing.EnterpriseCode))
        {
            throw new ArgumentException($"{actor.Name} may not file for {filing.EnterpriseCode}.", nameof(actor));
        }

        await using var content = incoming.Create();
        await filings.CopyFileAsync(filing, content, CancellationToken.None);
        return await Task.Run(() => intake.ReceiveAsync(
            new FilingRequest
            {
                Content = content,
                FileName = filing.FileName,
                EnterpriseCode = filing.EnterpriseCode,
                Period = DateOnly.ParseExact(filing.Period, "yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
                Mapping = mapping,
                SubmittedBy = actor,
            },
            progress,
            CancellationToken.None));
    }
}
