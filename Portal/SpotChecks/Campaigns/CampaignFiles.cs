using System.Globalization;
using System.Text;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Campaigns;

/// <summary>Frame file and draw sheet: together they let anybody repeat the draw.</summary>
internal static class CampaignFiles
{
    public static void MapCampaignFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/spot-checks/{id:long}/frame.csv", FrameAsync).Needs(Operation.ReadCampaigns);
        routes.MapGet("/spot-checks/{id:long}/draw-sheet.json", SheetAsync).Needs(Operation.ReadCampaigns);
    }

    private static async Task FrameAsync(long id, HttpContext http, CampaignStore campaigns, AuditLog audit)
    {
        var actor = http.User.ToActor();
        if (await campaigns.ReadAsync(id, actor, http.RequestAborted) is not { FrameSha256: { } hash } campaign)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await RecordAsync(audit, actor, campaign, "frame", http.RequestAborted);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.ContentLength = campaign.FrameBytes;
        http.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=frame-{id}-{hash[..8]}.csv");
        await campaigns.CopyFrameAsync(id, actor, http.Response.Body, http.RequestAborted);
    }

    private static async Task<IResult> SheetAsync(long id, HttpContext http, CampaignStore campaigns, AuditLog audit)
    {
        var actor = http.User.ToActor();
        if (await campaigns.ReadAsync(id, actor, http.RequestAborted) is not { } campaign
            || await campaigns.ReadSheetAsync(id, actor, http.RequestAborted) is not { } sheet)
        {
            return Results.NotFound();
        }

        await RecordAsync(audit, actor, campaign, "draw sheet", http.RequestAborted);
        return Results.File(Encoding.UTF8.GetBytes(sheet), "application/json", string.Create(CultureInfo.InvariantCulture, $"draw-sheet-{id}.json"));
    }

    private static Task<long> RecordAsync(AuditLog audit, Actor actor, Campaign campaign, string file, CancellationToken cancellation) => audit.AppendAsync(
        new()
        {
            Actor = actor,
            Action = AuditAction.FileDownloaded,
            ObjectType = nameof(Campaign),
            ObjectId = campaign.Id.ToString(CultureInfo.InvariantCulture),
            JurisdictionCode = campaign.JurisdictionCode,
            Detail = new { File = file },
        },
        cancellation);
}
