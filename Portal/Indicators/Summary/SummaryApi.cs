using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Indicators;
using Portal.Shell;

namespace Portal.Indicators.Summary;

/// <summary>汇总报表 as programs read it.</summary>
/// <param name="From">First month, <c>yyyy-MM</c>.</param>
/// <param name="To">Last month, <c>yyyy-MM</c>.</param>
/// <param name="Season">Such as <c>2025–2026</c>; null unless the span is a heating season.</param>
/// <param name="Columns">In the order of the report, after place and unit.</param>
/// <param name="Sections">One for each peer group.</param>
/// <param name="Total">Of all enterprises within the report, by the id of the column.</param>
public sealed record SummaryReportAnswer(
    string From,
    string To,
    string? Season,
    string? Jurisdiction,
    string? Sector,
    string Group,
    string? Channel,
    IReadOnlyList<SummaryColumnAnswer> Columns,
    IReadOnlyList<SummarySectionAnswer> Sections,
    IReadOnlyDictionary<string, SummaryCellAnswer> Total);

/// <param name="Id">The name of the column in <c>values</c>.</param>
/// <param name="Group">The upper level of the header; null where the head spans both.</param>
/// <param name="Indicator">Id of the definition on the page of indicators.</param>
/// <param name="Unit">Cases, Share (0 to 1), Days or Points.</param>
public sealed record SummaryColumnAnswer(string Id, string Name, string NameEn, string? Group, string? GroupEn, string Indicator, int Version, string Unit);

/// <param name="Kind">Enterprise, Authority or Jurisdiction.</param>
/// <param name="Size">Null for what is no enterprise.</param>
public sealed record SummarySectionAnswer(string Kind, IReadOnlyList<string> Sectors, string? Size, string Level, IReadOnlyList<SummaryLineAnswer> Lines);

/// <param name="Place">Among the peers; null without a score and for a small sample.</param>
public sealed record SummaryLineAnswer(int? Place, bool IsTied, string Code, string Name, string NameEn, IReadOnlyDictionary<string, SummaryCellAnswer> Values);

/// <param name="Value">As published: a share as a fraction of three decimals, days and points with one. Null where there is none.</param>
/// <param name="N">Above the line; for a count the count.</param>
/// <param name="D">Below the line; null for a count.</param>
/// <param name="SmallSample">Too few cases for a rate to say anything.</param>
public sealed record SummaryCellAnswer(decimal? Value, long N, long? D, bool SmallSample);

/// <summary>The addresses of 汇总报表 for programs.</summary>
internal static class SummaryApi
{
    public const string Json = "/api/v1/summary";
    public const string Xlsx = "/api/v1/summary.xlsx";

    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Json, AnswerAsync)
            .Needs(Operation.ExportSummary)
            .WithSummary("The standard summary report (汇总报表)")
            .WithDescription("The same columns, lines and numbers as the page /summary and its workbook; sign-in as for the page.");
        routes.MapGet(Xlsx, DownloadAsync)
            .Needs(Operation.ExportSummary)
            .WithSummary("The standard summary report as a workbook")
            .Produces(StatusCodes.Status200OK, contentType: SheetType)
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<Ok<SummaryReportAnswer>, ProblemHttpResult>> AnswerAsync(
        HttpRequest request, ClaimsPrincipal user, [AsParameters] SummaryTableQuery query, SummaryAnswers answers, AuditLog audit, CancellationToken cancellation)
    {
        if (await RefusalAsync(request, user, query, answers, cancellation) is { } refusal)
        {
            return refusal;
        }

        var answer = await answers.AskAsync(user.ToActor(), query, cancellation);
        if (answer.IsOtherPeriod)
        {
            return NoRange(answer);
        }

        await RecordAsync(user, query, audit, cancellation);
        return TypedResults.Ok(Of(answer));
    }

    private static async Task<IResult> DownloadAsync(
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] SummaryTableQuery query,
        SummaryAnswers answers,
        SummaryTableWorkbook workbook,
        SummaryCells cells,
        AuditLog audit,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (await RefusalAsync(request, user, query, answers, cancellation) is { } refusal)
        {
            return refusal;
        }

        var answer = await answers.AskAsync(user.ToActor(), query, cancellation);
        if (answer.IsOtherPeriod)
        {
            return NoRange(answer);
        }

        await RecordAsync(user, query, audit, cancellation);

        // The table is small, and the response body takes no synchronous writes.
        var file = new MemoryStream();
        workbook.Write(file, answer, LedgerDay.Today(clock));
        file.Position = 0;
        return Results.File(file, SheetType, $"summary-{Show.Month(answer.Period.Months.From)}-{Show.Month(answer.Period.Months.To)}.xlsx");
    }

    private static async Task<ProblemHttpResult?> RefusalAsync(
        HttpRequest request, ClaimsPrincipal user, SummaryTableQuery query, SummaryAnswers answers, CancellationToken cancellation) =>
        (SummaryTableQuery.Unknown(request.Query.Keys) ?? query.Fault) is { } fault ? TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest)
        : !await answers.MayAskAsync(user.ToActor(), query, cancellation)
            ? TypedResults.Problem($"j: '{query.J}' is no jurisdiction within your scope.", statusCode: StatusCodes.Status404NotFound)
        : null;

    private static ProblemHttpResult NoRange(SummaryAnswer answer) => TypedResults.Problem(
        $"from: a range needs its first month, no later than its last ({Show.Month(answer.Month)}) and within {SummaryPeriod.MostMonths} months.",
        statusCode: StatusCodes.Status400BadRequest);

    internal static SummaryReportAnswer Of(SummaryAnswer answer)
    {
        var question = answer.Table.Question;
        return new(
            Show.Month(question.Period.From),
            Show.Month(question.Period.To),
            answer.Period.Season?.Name,
            answer.Jurisdiction?.Code,
            question.Sector?.ToString(),
            question.Group.ToString(),
            question.Channel?.ToString(),
            [
                .. SummaryColumns.All.Select(column => new SummaryColumnAnswer(
                    column.Id, column.Head.Zh, column.Head.En, column.Group?.Zh, column.Group?.En, column.Indicator.Id, column.Indicator.Version,
                    column.Indicator.Unit.ToString())),
            ],
            [
                .. answer.Table.Sections.Select(section => new SummarySectionAnswer(
                    section.Kind.ToString(),
                    [.. section.Peers.SectorList.Select(sector => sector.ToString())],
                    section.Peers.Size?.ToString(),
                    section.Peers.Level.ToString(),
                    [
                        .. section.Lines.Select(line => new SummaryLineAnswer(
                            line.Place, line.IsTied, line.Subject.Code, line.Subject.Name, line.Subject.NameEn, Values(line.Figures))),
                    ])),
            ],
            Values(answer.Table.Total));
    }

    private static Dictionary<string, SummaryCellAnswer> Values(FigureSet figures) =>
        SummaryColumns.All.ToDictionary(column => column.Id, column => Cell(figures[column.Indicator], column.Indicator.Unit));

    private static SummaryCellAnswer Cell(Figure figure, IndicatorUnit unit) =>
        new(SummaryCells.Number(figure, unit), figure.Numerator, figure.Denominator, figure.IsSmallSample);

    private static Task<long> RecordAsync(ClaimsPrincipal user, SummaryTableQuery query, AuditLog audit, CancellationToken cancellation) => audit.AppendAsync(
        new() { Actor = user.ToActor(), Action = AuditAction.Exported, ObjectType = nameof(SummaryTable), ObjectId = query.P ?? "", Detail = query },
        cancellation);
}
