using System.Security.Claims;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Results;

namespace Portal.Indicators.Checks;

/// <summary>The spot checks behind a figure as a workbook: the same query, inside what the actor may see.</summary>
public sealed class CheckedExport(CheckStore checks, CheckedTable table, ScopeGate gate, AuditLog audit, TimeProvider clock, IStringLocalizer<CheckedPage> say)
{
    public const string Path = "/api/indicators/checks.xlsx";

    public async Task<IResult> AnswerAsync(ClaimsPrincipal user, CheckedQuery query, CancellationToken cancellation)
    {
        var actor = user.ToActor();
        var jurisdiction = query.J is { Length: > 0 } asked && await gate.MaySeeJurisdictionAsync(actor, asked, cancellation) ? asked : actor.JurisdictionCode;
        var scope = EnterpriseScope.Of(actor) with { JurisdictionCode = jurisdiction, Sector = PageScope.ParseSector(query.S), EnterpriseCode = query.E };
        var counts = await checks.ReadAsync(scope, query.Days(clock), cancellation);
        var file = new MemoryStream();
        table.Write(file, counts);
        await audit.AppendAsync(
            new() { Actor = actor, Action = AuditAction.Exported, ObjectType = nameof(CheckCount), ObjectId = query.P ?? "", Detail = query }, cancellation);
        file.Position = 0;
        return Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", say["Title"] + ".xlsx");
    }
}
