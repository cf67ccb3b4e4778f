using System.Globalization;
using System.Security.Claims;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Workbooks;
using Portal.Shell;

namespace Portal.Ledgers.Cases;

/// <summary>The query of the explorer as a workbook in the layout of the ledger, complainants masked (S0-46, S2-42).</summary>
internal static class CaseExport
{
    /// <summary>More than these would be no list any more; the page says so, and so does the name of the file.</summary>
    public const int MostRows = 200_000;

    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapCaseExport(this IEndpointRouteBuilder routes) => routes.MapGet("/api/cases.xlsx", SendAsync);

    private static async Task<IResult> SendAsync(
        HttpContext http, ClaimsPrincipal user, CaseStore cases, CaseSearch search, TimeProvider clock, CancellationToken cancellation)
    {
        var query = CaseQuery.Read(http.Request.Query);
        string? Scoped(string key) => http.Request.Query[key].ToString() is { Length: > 0 } value ? value : null;
        var scope = EnterpriseScope.Of(user.ToActor()) with
        {
            JurisdictionCode = Scoped(ScopeAddress.Jurisdiction),
            Sector = PageScope.ParseSector(Scoped(ScopeAddress.Sector)),
        };
        var filter = await search.ResolveAsync(query, scope, PageScope.ParseMonth(Scoped(ScopeAddress.Period)), cancellation);
        var isCapped = await cases.CountAsync(filter, cancellation) > MostRows;

        // Written to a file first: a slow reader then holds no query, and a failure is an error and not half a workbook.
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var rows = cases.StreamAsync(filter, query.Sort, query.IsDescending, cancellation);
            await Task.Run(() => LedgerWorkbook.Write(file, rows.ToBlockingEnumerable(cancellation).Take(MostRows).Select(Cells)), cancellation);
            file.Position = 0;
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"cases-{clock.GetUtcNow().UtcDateTime.AddHours(8):yyyyMMdd-HHmm}{(isCapped ? $"-first-{MostRows}-only" : "")}.xlsx");
            return Results.Stream(file, ContentType, name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>One row in the order of <see cref="LedgerField"/>.</summary>
    private static object?[] Cells(CaseRow row) =>
    [
        row.CaseNo,
        Word(LedgerField.Channel, (int)row.Channel),
        Word(LedgerField.RequestClass, (int)row.RequestClass),
        Word(LedgerField.ComplaintType, (int)row.ComplaintType),
        row.SubType,
        Word(LedgerField.Urgency, (int)row.Urgency),
        Word(LedgerField.Grade, (int)row.Grade),
        row.MaskedName,
        row.MaskedPhone,
        row.Community,
        row.MaskedAddress,
        row.Content,
        row.Department,
        row.Staff,
        row.RoomTemperatureTenths / 10m,
        row.DaysWithoutSupply,
        row.PipeDiameter,
        row.ReceivedAt,
        row.RegisteredAt,
        row.DispatchedAt,
        row.AcceptedAt,
        row.RespondedAt,
        row.AppointedAt,
        row.ArrivedAt,
        row.RepairStartedAt,
        row.RepairedAt,
        row.RepliedInWritingAt,
        row.FedBackAt,
        row.ClosedAt,
        row.CalledBackAt,
        Word(LedgerField.Outcome, (int?)row.Outcome),
        row.Resolution,
        row.Responsibility,
        Word(LedgerField.Rating, (int?)row.Rating),
        row.ReturnCount,
        row.ExtendedTo,
        row.ExtensionReason,
        row.Evidence,
    ];

    private static string? Word(LedgerField field, int? code) => code is { } known ? LedgerTemplate.Column(field).NameOf(known) : null;
}
