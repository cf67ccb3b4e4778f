using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;
using Portal.SpotChecks.Findings;
using Portal.SpotChecks.Tasks;

namespace Portal.SpotChecks.Outcomes;

/// <summary>The results of a campaign as a workbook: estimates, enterprises, tasks with both values of what was contradicted.</summary>
public sealed class ResultReport(
    CampaignStore campaigns, ResultStore store, FindingTexts texts, TaskTexts tasks, AuditLog audit, IStringLocalizer<ResultWords> say)
{
    public async Task<IResult> WorkbookAsync(long id, HttpContext http)
    {
        var actor = http.User.ToActor();
        if (await campaigns.ReadAsync(id, actor, http.RequestAborted) is not { } campaign)
        {
            return Results.NotFound();
        }

        var results = await store.ReadAsync(actor, id, http.RequestAborted);
        var file = new MemoryStream();
        Write(file, results);
        await audit.AppendAsync(
            new()
            {
                Actor = actor,
                Action = AuditAction.Exported,
                ObjectType = nameof(Campaign),
                ObjectId = id.ToString(CultureInfo.InvariantCulture),
                JurisdictionCode = campaign.JurisdictionCode,
                Detail = new { File = "results", Tasks = results.Tasks.Count },
            },
            http.RequestAborted);
        file.Position = 0;
        return Results.File(
            file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", string.Create(CultureInfo.InvariantCulture, $"spot-check-{id}-results.xlsx"));
    }

    private void Write(Stream file, CampaignResults results)
    {
        using var workbook = new WorkbookWriter(file);
        Begin(workbook, say["Estimates"], [26, 12, 12, 12, 10, 10, 14, 12], "Measure", "Share", "Low", "High", "Yes", "Answers", "EffectiveSize", "Covered");
        foreach (var measure in Enum.GetValues<Measure>())
        {
            var estimate = results.Estimate(measure);
            if (estimate.Answers > 0)
            {
                workbook.WriteRow(
                    [say["Measure_" + measure].Value, estimate.Share, estimate.Low, estimate.High, estimate.Yes, estimate.Answers, double.IsFinite(estimate.EffectiveSize!.Value) ? Math.Round(estimate.EffectiveSize.Value, 1) : null, estimate.Covered],
                    [CellLook.General, CellLook.Percent, CellLook.Percent, CellLook.Percent, CellLook.Whole, CellLook.Whole, CellLook.OneDecimal, CellLook.Percent]);
            }
        }

        workbook.EndSheet();
        Begin(workbook, say["Enterprises"], [34, 10, 10, 12, 12, 10, 10, 10, 10, 10], "Enterprise", "Drawn", "Completed", "Solved", "Verified", "Rated", "SatisfiedCount", "FactsConfirmed", "FactsCompared", "Confirmed");
        foreach (var own in results.Enterprises)
        {
            workbook.WriteRow(
                [Show.Name(own.Name, own.NameEn), own.Completion.Drawn, own.Completion.Completed, own.Solved.Share, own.Satisfied.Share, own.Claim?.Rated, own.Claim?.Satisfied, own.Consistency.Confirmed, own.Consistency.Compared, own.Findings],
                [CellLook.General, CellLook.Whole, CellLook.Whole, CellLook.Percent, CellLook.Percent]);
        }

        workbook.EndSheet();
        Begin(workbook, say["Tasks"], [8, 34, 20, 26, 20, 24, 24], "Task", "Enterprise", "Case", "Response", "Contradicted", "Claimed", "Found");
        foreach (var task in results.Tasks)
        {
            var against = results.Facts[task.Id].Where(fact => fact.Outcome is FactOutcome.Contradicted).ToList();
            foreach (var fact in against.Cast<ComparedFact?>().DefaultIfEmpty())
            {
                workbook.WriteRow([
                    task.DrawOrder, Show.Name(task.EnterpriseName, task.EnterpriseNameEn), task.CaseNo, task.Disposition is { } ended ? tasks.Of(ended, task.RowId is not null) : tasks.Of(task.State),
                    fact is null ? null : texts.Of(fact.Fact), fact is null ? null : texts.Value(fact.Fact, fact.Claimed), fact is null ? null : texts.Value(fact.Fact, fact.Found)]);
            }
        }

        workbook.EndSheet();
    }

    private void Begin(WorkbookWriter workbook, string name, double[] widths, params string[] columns)
    {
        workbook.BeginSheet(new(name) { Widths = widths, HasFrozenHeader = true });
        workbook.WriteRow([.. columns.Select(column => (object?)say[column].Value)], [.. columns.Select(_ => CellLook.Header)]);
    }
}
