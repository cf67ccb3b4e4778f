using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Shell;

namespace Portal.Access.Audit;

/// <summary>The query of the audit page as a .csv that spreadsheets open. Taking it away is itself recorded, before the first line is sent.</summary>
internal static class AuditExport
{
    public const string Path = "/api/audit.csv";

    /// <summary>The same of the sign-in log.</summary>
    public const string SignInPath = "/api/sign-ins.csv";

    public static void MapAuditExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, AuditStore store, AuditLog log, AuditTexts texts, IStringLocalizer<AuditWords> words) =>
            SendAsync(http, store, log, new(texts, words), onlySignIns: false)).Needs(Operation.ReadAudit);
        routes.MapGet(SignInPath, (HttpContext http, AuditStore store, AuditLog log, AuditTexts texts, IStringLocalizer<AuditWords> words) =>
            SendAsync(http, store, log, new(texts, words), onlySignIns: true)).Needs(Operation.ReadAudit);
    }

    private static async Task<IResult> SendAsync(HttpContext http, AuditStore store, AuditLog log, Writer writer, bool onlySignIns)
    {
        var actor = http.User.ToActor();
        var query = AuditQuery.Read(http.Request.Query);
        await log.AppendAsync(
            new()
            {
                Actor = actor,
                Action = AuditAction.AuditExported,
                ObjectType = nameof(AuditEntry),
                ObjectId = "",
                Detail = new { Log = onlySignIns ? "sign-ins" : "audit", query.User, query.Action, query.ObjectType, query.ObjectId, query.Enterprise, query.From, query.To },
            },
            http.RequestAborted);
        return Results.Stream(
            output => writer.WriteAsync(store.StreamAsync(query.ToFilter(actor, onlySignIns), http.RequestAborted), output),
            CsvFile.ContentType,
            onlySignIns ? "sign-ins.csv" : "audit.csv");
    }

    private sealed class Writer(AuditTexts texts, IStringLocalizer<AuditWords> words)
    {
        private static readonly string[] s_columns =
            ["Number", "Time", "User", "Role", "Scope", "Address", "Action", "ObjectType", "Object", "Enterprise", "Jurisdiction", "Detail", "Hash"];

        public async Task WriteAsync(IAsyncEnumerable<AuditEntry> entries, Stream output)
        {
            await using var csv = new CsvFile(output);
            await csv.WriteRowAsync(s_columns.Select(column => words["Column_" + column].Value));
            await foreach (var entry in entries)
            {
                await csv.WriteRowAsync(Fields(entry));
            }
        }

        private IEnumerable<string?> Fields(AuditEntry entry) =>
        [
            entry.Seq.ToString(CultureInfo.InvariantCulture),
            entry.AtUtc.AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            entry.ActorName,
            entry.ActorRole,
            entry.ActorScope,
            entry.Address,
            texts.Action(entry.Action),
            texts.ObjectType(entry.ObjectType),
            entry.ObjectId,
            entry.EnterpriseCode,
            entry.JurisdictionCode,
            entry.Detail,
            Convert.ToHexStringLower(entry.Hash),
        ];
    }
}
