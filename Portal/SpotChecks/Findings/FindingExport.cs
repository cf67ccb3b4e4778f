using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.SpotChecks.Findings;

/// <summary>The list of findings as a workbook: the same query, inside what the actor may see.</summary>
public sealed class FindingExport(FindingStore findings, FindingDesk desk, FindingTexts texts, AuditLog audit, TimeProvider clock, IStringLocalizer<FindingWords> say)
{
    public const string Path = "/api/findings.xlsx";

    /// <summary>What the list can be narrowed to besides: what waits for the reader, and what the reader has not read.</summary>
    internal const string Waiting = "waiting";

    internal const string Unread = "unread";

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        var actor = http.User.ToActor();
        var query = http.Request.Query;
        var filter = Filter(actor, query["type"], query["state"], query["campaign"], query["enterprise"], query["show"], desk.Today);
        var file = new MemoryStream();
        var rows = await WriteAsync(file, filter, actor, http.RequestAborted);
        await audit.AppendAsync(
            new() { Actor = actor, Action = AuditAction.Exported, ObjectType = nameof(Finding), ObjectId = "", Detail = new { Rows = rows, Query = http.Request.QueryString.Value } },
            http.RequestAborted);
        file.Position = 0;
        return Results.File(
            file,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            string.Create(CultureInfo.InvariantCulture, $"findings-{clock.GetUtcNow().UtcDateTime.AddHours(8):yyyyMMdd-HHmm}.xlsx"));
    }

    /// <summary>What the address of the list asks for.</summary>
    internal static FindingFilter Filter(Actor actor, string? type, string? state, string? campaign, string? enterprise, string? show, DateOnly today) =>
        new(EnterpriseScope.Of(actor) with { EnterpriseCode = enterprise })
        {
            Type = AddressValue.CodeOf<FindingType>(type),
            States = AddressValue.CodeOf<FindingState>(state) is { } one ? [one] : [],
            CampaignId = long.TryParse(campaign, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            WaitingOn = show == Waiting ? today : null,
            IsUnread = show == Unread,
        };

    private async Task<int> WriteAsync(Stream file, FindingFilter filter, Actor actor, CancellationToken cancellation)
    {
        object?[] header =
        [
            say["Number"].Value, say["Type"].Value, say["State"].Value, say["Enterprise"].Value, say["Case"].Value, say["Campaign"].Value, say["Statement"].Value, say["ToldAt"].Value,
            say["ExplainBy"].Value, say["Explanation"].Value, say["DecidedAt"].Value, say["Reason"].Value, say["Points"].Value, say["Basis"].Value,
        ];
        using var workbook = new WorkbookWriter(file);
        workbook.BeginSheet(new(say["Title"]) { Widths = [8, 20, 14, 30, 20, 30, 50, 18, 14, 50, 18, 40, 8, 30], HasFrozenHeader = true });
        workbook.WriteRow(header, [.. header.Select(_ => CellLook.Header)]);
        for (var written = 0; ;)
        {
            var page = await findings.ReadPageAsync(actor, filter, new(written, PageRequest.Largest), cancellation);
            foreach (var one in page.Items)
            {
                workbook.WriteRow([
                    one.Id, texts.Of(one.Type), texts.Of(one.State), Show.Name(one.EnterpriseName, one.EnterpriseNameEn), one.CaseNo, one.CampaignName, one.Statement,
                    one.NotifiedAtUtc?.AddHours(8), one.ExplainBy is { } by ? Show.Day(by) : null, one.Explanation, one.DecidedAtUtc?.AddHours(8), one.Reason,
                    one.PointsTenths is { } tenths ? tenths / 10m : null, one.PointsBasis]);
            }

            written += page.Items.Count;
            if (page.Items.Count == 0 || written >= page.Total)
            {
                workbook.EndSheet();
                return written;
            }
        }
    }
}
