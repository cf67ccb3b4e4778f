using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Permits;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Workbooks;
using Portal.Shell;

namespace Portal.Ledgers.Cases;

/// <summary>The query of the explorer as a workbook in the layout of the ledger, complainants masked unless permits cover all of it (S0-46, S2-42).</summary>
internal static class CaseExport
{
    /// <summary>More than these would be no list any more; the page says so, and so does the name of the file.</summary>
    public const int MostRows = 200_000;

    /// <summary>Asks for the complainants in clear; nothing else does.</summary>
    public const string PersonalKey = "personal";

    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapCaseExport(this IEndpointRouteBuilder routes) => routes.MapGet("/api/cases.xlsx", SendAsync).Needs(Operation.ExportCases);

    private static async Task<IResult> SendAsync(
        HttpContext http, CaseStore cases, CaseSearch search, PersonalExport personal, AuditLog audit, IStringLocalizer<CasesPage> text, TimeProvider clock)
    {
        var cancellation = http.RequestAborted;
        var actor = http.User.ToActor();
        var query = CaseQuery.Read(http.Request.Query);
        var filter = await FilterAsync(http, actor, query, search);
        var coverage = PermitCoverage.Nothing;
        IReadOnlyList<Interest> aside = [];
        if (http.Request.Query[PersonalKey] == "true")
        {
            (coverage, var uncovered) = await personal.CheckAsync(actor, filter, cancellation);
            if (coverage.IsNothing || uncovered.Count > 0)
            {
                var why = uncovered.Count == 0 ? text["NoPermit"] : text["NotCovered", uncovered[0].EnterpriseCode, uncovered[0].FigureMonth, uncovered.Count];
                return Results.Text(why, "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);
            }

            aside = await personal.ReadPersonsAsync(actor, cancellation);
        }

        var isCapped = await cases.CountAsync(filter, cancellation) > MostRows;

        // Written to a file first: a slow reader then holds no query, and a failure is an error and not half a workbook.
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var inClear = new Dictionary<CaseMonth, int>();
            var (written, withheld) = (0, 0);
            var rows = cases.StreamAsync(filter, query.Sort, query.IsDescending, coverage, aside, cancellation);
            await Task.Run(() => LedgerWorkbook.Write(file, rows.ToBlockingEnumerable(cancellation).Take(MostRows).Select(Written)), cancellation);
            if (inClear.Count > 0)
            {
                await personal.RecordExportAsync(actor, inClear, coverage, cancellation);
            }

            await audit.AppendAsync(Exported(actor, http, written, inClear.Values.Sum(), withheld), cancellation);
            file.Position = 0;
            string[] marks =
            [
                inClear.Count > 0 ? "-personal-data" : "",
                withheld > 0 ? string.Create(CultureInfo.InvariantCulture, $"-but-{withheld}-masked") : "",
                isCapped ? string.Create(CultureInfo.InvariantCulture, $"-first-{MostRows}-only") : "",
            ];
            var name = string.Create(CultureInfo.InvariantCulture, $"cases-{clock.GetUtcNow().UtcDateTime.AddHours(8):yyyyMMdd-HHmm}{string.Concat(marks)}.xlsx");
            return Results.Stream(file, ContentType, name);

            object?[] Written(CaseRow row)
            {
                written++;
                withheld += row.IsWithheld ? 1 : 0;
                if (row.Clear is not null)
                {
                    var month = new CaseMonth { EnterpriseCode = row.EnterpriseCode, FigureMonth = row.FigureMonth };
                    inClear[month] = inClear.GetValueOrDefault(month) + 1;
                }

                return Cells(row);
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>What was asked and how much of it left the portal; without the words searched for, which may be a person's.</summary>
    private static AuditDraft Exported(Actor actor, HttpContext http, int rows, int inClear, int withheld) => new()
    {
        Actor = actor,
        Action = AuditAction.Exported,
        ObjectType = "Case",
        ObjectId = "",
        Detail = new
        {
            Rows = rows,
            InClear = inClear,
            Withheld = withheld,
            Query = string.Join('&', http.Request.Query.Where(part => part.Key != "q").Select(part => $"{part.Key}={part.Value}")),
        },
    };

    private static Task<CaseFilter> FilterAsync(HttpContext http, Actor actor, CaseQuery query, CaseSearch search)
    {
        string? Scoped(string key) => http.Request.Query[key].ToString() is { Length: > 0 } value ? value : null;
        var scope = EnterpriseScope.Of(actor) with
        {
            JurisdictionCode = Scoped(ScopeAddress.Jurisdiction),
            Sector = PageScope.ParseSector(Scoped(ScopeAddress.Sector)),
        };
        return search.ResolveAsync(query, scope, PageScope.ParseMonth(Scoped(ScopeAddress.Period)), http.RequestAborted);
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
        row.Clear?.Name ?? row.MaskedName,
        row.Clear?.Phone ?? row.MaskedPhone,
        row.Community,
        row.Clear?.Address ?? row.MaskedAddress,
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
        row.ReturnedAt,
        row.ReturnReason,
        row.MediatedAt,
        row.ObjectedAt,
        row.ReconsideredAt,
        Word(LedgerField.Validity, row.Validity),
    ];

    private static string? Word(LedgerField field, int? code) => code is { } known ? LedgerTemplate.Column(field).NameOf(known) : null;
}
