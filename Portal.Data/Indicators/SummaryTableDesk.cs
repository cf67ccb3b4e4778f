namespace Portal.Data.Indicators;

/// <summary>The one way to 汇总报表: page, workbook and API all ask here.</summary>
public sealed class SummaryTableDesk(SummaryTableStore store)
{
    public async Task<SummaryTable> AskAsync(SummaryQuestion question, CancellationToken cancellation) =>
        SummaryTableRules.Assemble(await store.ReadAsync(question, cancellation), question);
}
