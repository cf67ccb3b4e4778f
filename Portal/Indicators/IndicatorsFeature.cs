using System.Security.Claims;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Indicators;
using Portal.Data.Indicators.Desk;
using Portal.Data.Indicators.Peers;
using Portal.Indicators.Checks;
using Portal.Indicators.Summary;

namespace Portal.Indicators;

/// <summary>The figures of requirements §6, from one place for screen, export and command line.</summary>
public static class IndicatorsFeature
{
    public static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddSingleton<IndicatorStore>()
        .AddSingleton<FiledMonthStore>()
        .AddSingleton<SummaryDesk>()
        .AddSingleton<AgendaStore>()
        .AddSingleton<AgendaDesk>()
        .AddSingleton<DeskStore>()
        .AddSingleton<DeskReader>()
        .AddSingleton<PeerDesk>()
        .AddSingleton<DeskPeriods>()
        .AddSingleton<SummaryExport>()
        .AddSingleton<SummaryTableStore>()
        .AddSingleton<SummaryTableDesk>()
        .AddSingleton<SummaryAnswers>()
        .AddSingleton<SummaryCells>()
        .AddSingleton<SummaryTableWorkbook>()
        .AddSingleton<CheckedTable>()
        .AddSingleton<CheckedExport>();

    public static void MapIndicators(this IEndpointRouteBuilder routes)
    {
        MapRanking(routes);
        SummaryApi.Map(routes);
        routes.MapGet(
            CheckedExport.Path,
            (ClaimsPrincipal user, [AsParameters] CheckedQuery query, CheckedExport export, CancellationToken cancellation) => export.AnswerAsync(user, query, cancellation)).Needs(Operation.ReadFindings);
    }

    private static void MapRanking(IEndpointRouteBuilder routes) => routes.MapGet(
        "/api/summary.xlsx",
        async (ClaimsPrincipal user, [AsParameters] SummaryQuery query, SummaryExport export, AuditLog audit, CancellationToken cancellation) =>
        {
            var answer = await export.AnswerAsync(user, query, cancellation);
            await audit.AppendAsync(
                new() { Actor = user.ToActor(), Action = AuditAction.Exported, ObjectType = nameof(SummaryReport), ObjectId = query.P ?? "", Detail = query },
                cancellation);
            return answer;
        })
        .Needs(Operation.ExportSummary);
}
