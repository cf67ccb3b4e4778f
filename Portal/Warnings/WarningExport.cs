using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.Storage;
using Portal.Data.Warnings;
using Portal.Shell;

namespace Portal.Warnings;

/// <summary>The list of warnings as a workbook: the same query, inside what the actor may see.</summary>
public sealed class WarningExport(
    WarningStore warnings, WarningTexts texts, ScopeGate gate, AuditLog audit, TimeProvider clock, IStringLocalizer<WarningWords> say)
{
    public const string Path = "/api/warnings.xlsx";

    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        var cancellation = http.RequestAborted;
        var actor = http.User.ToActor();
        string? Asked(string key) => http.Request.Query[key].ToString() is { Length: > 0 } value ? value : null;
        var jurisdiction = Asked(ScopeAddress.Jurisdiction) is { } code && await gate.MaySeeJurisdictionAsync(actor, code, cancellation) ? code : actor.JurisdictionCode;
        var scope = EnterpriseScope.Of(actor) with { JurisdictionCode = jurisdiction, Sector = PageScope.ParseSector(Asked(ScopeAddress.Sector)) };
        var query = WarningQuery.Read(http.Request.Query);
        var filter = query.ToFilter(scope, PageScope.ParseMonth(Asked(ScopeAddress.Period)));

        // The response body takes no synchronous writes.
        var file = new MemoryStream();
        var rows = await WriteAsync(file, filter, query, actor, cancellation);
        await audit.AppendAsync(
            new() { Actor = actor, Action = AuditAction.Exported, ObjectType = nameof(Warning), ObjectId = "", Detail = new { Rows = rows, Query = http.Request.QueryString.Value } },
            cancellation);
        file.Position = 0;
        return Results.File(file, Type, string.Create(CultureInfo.InvariantCulture, $"warnings-{clock.GetUtcNow().UtcDateTime.AddHours(8):yyyyMMdd-HHmm}.xlsx"));
    }

    private async Task<int> WriteAsync(Stream file, WarningFilter filter, WarningQuery query, Actor actor, CancellationToken cancellation)
    {
        object?[] header =
        [
            say["Number"].Value, say["Seen"].Value, say["Severity"].Value, say["RuleColumn"].Value, say["Code"].Value, say["Enterprise"].Value, say["Amount"].Value, say["Threshold"].Value,
            say["Cases"].Value, say["From"].Value, say["To"].Value, say["RaisedAt"].Value, say["RaiseCount"].Value, say["State"].Value,
        ];
        using var workbook = new WorkbookWriter(file);
        workbook.BeginSheet(new(say["Title"]) { Widths = [8, 60, 10, 22, 22, 32, 10, 10, 8, 18, 18, 18, 8, 14], HasFrozenHeader = true });
        workbook.WriteRow(header, [.. header.Select(_ => CellLook.Header)]);
        var english = CultureInfo.CurrentUICulture.Name == "en";
        for (var written = 0; ;)
        {
            var page = await warnings.ReadPageAsync(
                filter, actor, clock.GetUtcNow().UtcDateTime, query.Sort, query.IsDescending, new(written, PageRequest.Largest), cancellation);
            foreach (var warning in page.Items)
            {
                workbook.WriteRow([
                    warning.Id, texts.Seen(warning), texts.Of(warning.Severity), texts.Of(warning.RuleCode), warning.EnterpriseCode,
                    english ? warning.EnterpriseNameEn : warning.EnterpriseName, warning.Amount, warning.Threshold, warning.CaseCount,
                    warning.FirstAt, warning.LastAt, warning.RaisedAtUtc.AddHours(8), warning.RaiseCount, texts.Of(warning.State)]);
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
