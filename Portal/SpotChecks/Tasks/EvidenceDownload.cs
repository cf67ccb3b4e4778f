using System.Globalization;
using Microsoft.Net.Http.Headers;
using Portal.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Evidence;

namespace Portal.SpotChecks.Tasks;

/// <summary>
/// Gives evidence out as a file and as nothing else: saved, not opened, in a sandbox without scripts, with a type that is
/// not guessed. Who took it is recorded first.
/// </summary>
internal sealed class EvidenceDownload(EvidenceStore store, AuditLog audit)
{
    public async Task<IResult> TakeAsync(long id, HttpContext http)
    {
        var actor = http.User.ToActor();
        if (await store.ReadAsync(actor, id, http.RequestAborted) is not { } evidence)
        {
            return Results.NotFound();
        }

        if (evidence.ErasedAtUtc is not null)
        {
            return Results.StatusCode(StatusCodes.Status410Gone);
        }

        await audit.AppendAsync(
            new()
            {
                Actor = actor,
                Action = AuditAction.FileDownloaded,
                ObjectType = nameof(TaskEvidence),
                ObjectId = id.ToString(CultureInfo.InvariantCulture),
                JurisdictionCode = actor.JurisdictionCode,
                EnterpriseCode = actor.EnterpriseCode,
                Detail = new { Task = evidence.TaskId, evidence.Sha256 },
            },
            http.RequestAborted);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(evidence.FileName);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(output => store.CopyAsync(evidence, output, http.RequestAborted), TypeOf(evidence.Kind));
    }

    private static string TypeOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Jpeg => "image/jpeg",
        EvidenceKind.Png => "image/png",
        EvidenceKind.Pdf => "application/pdf",
        EvidenceKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/csv; charset=utf-8",
    };
}
