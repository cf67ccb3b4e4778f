using System.Security.Claims;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>Answers <c>/api/summary.xlsx</c> with the ranking of the desk: the same query, inside what the actor may see.</summary>
public sealed class SummaryExport(
    SummaryDesk desk, FiledMonthStore months, DeskPeriods periods, ScopeGate gate, TimeProvider clock, IStringLocalizer<FigureWords> say, IStringLocalizer<Words> words)
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task<IResult> AnswerAsync(ClaimsPrincipal user, SummaryQuery query, CancellationToken cancellation)
    {
        var actor = user.ToActor();
        var jurisdiction = query.J is { Length: > 0 } asked && await gate.MaySeeJurisdictionAsync(actor, asked, cancellation) ? asked : actor.JurisdictionCode;
        var sector = PageScope.ParseSector(query.S);
        var scope = EnterpriseScope.Of(actor) with { JurisdictionCode = jurisdiction, Sector = sector };
        var month = PageScope.ParseMonth(query.P) ?? await months.ReadLatestAsync(scope, cancellation) ?? LedgerDay.MonthOf(LedgerDay.Today(clock));
        var period = await periods.ReadAsync(DeskPeriods.SpanOf(query.Span), month, PageScope.ParseMonth(query.From), jurisdiction, cancellation);
        var report = await desk.ReportAsync(period.Months, scope, SummaryDepth.Full, cancellation);

        // The table is small, and the response body takes no synchronous writes.
        var file = new MemoryStream();
        SummaryWorkbook.Write(
            file, report, Ranking.Of(report, sector, query.Sort, query.Back is true), (key, values) => say[key, values], one => words["Sector_" + one]);
        file.Position = 0;
        return Results.File(file, Type, $"{say["Ranking"]}-{Show.Month(month)}.xlsx");
    }
}

/// <summary>The desk's address as the export reads it.</summary>
/// <param name="J">Jurisdiction code.</param>
/// <param name="S">Sector.</param>
/// <param name="P">Month, <c>yyyy-MM</c>.</param>
/// <param name="Sort">Id of an indicator.</param>
/// <param name="Back">The other way round.</param>
/// <param name="Span">Month, Range, Season, Year.</param>
/// <param name="From">First month of a range, <c>yyyy-MM</c>.</param>
public sealed record SummaryQuery(string? J, string? S, string? P, string? Sort, bool? Back, string? Span, string? From);
