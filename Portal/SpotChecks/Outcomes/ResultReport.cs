using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;
using Portal.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Outcomes;

/// <summary>The results of a campaign to hand on: a document, and a workbook with every task.</summary>
public sealed class ResultReport(
    CampaignReader campaigns, ResultStore store, ResultDesk desk, ResultTables tables, ReportFacts facts, AuditLog audit, TimeProvider clock, IStringLocalizer<ResultWords> say)
{
    public Task<IResult> WorkbookAsync(long id, HttpContext http) => AnswerAsync(
        id, http, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (file, _, sections) => ReportWorkbook.Write(file, sections));

    public Task<IResult> DocumentAsync(long id, HttpContext http) => AnswerAsync(
        id, http, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (file, view, sections) => ReportDocument.Write(
            file,
            say["ReportTitle", view.Campaign.Name],
            [
                say["ReportPlace", view.PlaceName, Show.Day(view.Campaign.FirstDay), Show.Day(view.Campaign.LastDay)],
                say["ReportMade", Show.MomentOf(clock.GetUtcNow().UtcDateTime), view.Actor.DisplayName],
                say["ReportWorkbook"],
            ],
            [.. sections.Where(section => !section.IsList)],
            (view.Campaign.Name, say["PageOf", "{0}", "{1}"])));

    private async Task<IResult> AnswerAsync(
        long id, HttpContext http, string ending, string type, Action<Stream, CampaignView, IReadOnlyList<ReportSection>> write)
    {
        var actor = http.User.ToActor();
        if (await campaigns.ReadAsync(id, actor, http.RequestAborted) is not { } view)
        {
            return Results.NotFound();
        }

        var results = await store.ReadAsync(actor, id, http.RequestAborted);
        var publications = await desk.ReadPublicationsAsync(actor, id, http.RequestAborted);
        var file = new MemoryStream();
        write(file, view, [.. facts.Before(view, results.Completion), .. tables.Of(view.Campaign, results), .. facts.After(view, publications), tables.Tasks(results, await store.ReadFactsAsync(actor, id, null, http.RequestAborted))]);
        await audit.AppendAsync(
            new()
            {
                Actor = actor,
                Action = AuditAction.Exported,
                ObjectType = nameof(Campaign),
                ObjectId = id.ToString(CultureInfo.InvariantCulture),
                JurisdictionCode = view.Campaign.JurisdictionCode,
                Detail = new { File = "results." + ending, Tasks = results.Tasks.Count },
            },
            http.RequestAborted);
        file.Position = 0;
        return Results.File(file, type, string.Create(CultureInfo.InvariantCulture, $"spot-check-{id}-results.{ending}"));
    }
}
