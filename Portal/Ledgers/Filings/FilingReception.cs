using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;

namespace Portal.Ledgers.Filings;

/// <summary>
/// Takes a ledger over HTTP (S0-45): the file is streamed to disk, then filed while lines of JSON tell how far it is;
/// the last line is the result. Once the file is here, a browser that leaves does not stop the filing.
/// </summary>
internal sealed partial class FilingReception(
    LedgerIntake intake,
    MappingStore mappings,
    IncomingFiles incoming,
    FilingAnswers answers,
    IAntiforgery antiforgery,
    TimeProvider clock,
    ILogger<FilingReception> log)
{
    private const string TokenHeader = "RequestVerificationToken";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ReceiveAsync(HttpContext http)
    {
        // Without the header, the token would be looked for in the body, which is the ledger.
        if (!http.Request.Headers.ContainsKey(TokenHeader) || !await antiforgery.IsRequestValidAsync(http))
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "NoToken");
            return;
        }

        var actor = http.User.ToActor();
        if (actor.EnterpriseCode is not { } enterprise || !actor.MayFileFor(enterprise))
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "NotYours");
            return;
        }

        if (http.Request.ContentLength > LedgerFile.GreatestBytes + (1 << 20))
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "TooLarge");
            return;
        }

        using var upload = await ReadAsync(http);
        if (upload is not null)
        {
            await TakeAsync(http, upload, actor, enterprise);
        }
    }

    private async Task<LedgerUpload?> ReadAsync(HttpContext http)
    {
        try
        {
            if (await LedgerUpload.ReadAsync(http.Request, incoming, http.RequestAborted) is { } upload)
            {
                return upload;
            }

            await RefuseAsync(http, StatusCodes.Status400BadRequest, "NoForm");
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "TooLarge");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException && !http.RequestAborted.IsCancellationRequested)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "NoForm");
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The browser left while sending; there is nothing to file and nobody to tell.
        }

        return null;
    }

    private async Task TakeAsync(HttpContext http, LedgerUpload upload, Actor actor, string enterprise)
    {
        var mapping = upload.MappingName is { } name ? await mappings.ReadAsync(name, CancellationToken.None) : null;
        var wrong = upload switch
        {
            { IsTooLarge: true } => "TooLarge",
            { Content: null } or { FileName: "" } => "NoFile",
            { Period: null } => "NoMonth",
            { Period: { } month } when !LedgerIntake.HasBegun(month, LedgerIntake.LedgerNow(clock)) => "MonthNotBegun",
            { MappingName: not null } when mapping is null || !MayUse(mapping, enterprise) => "NoMapping",
            _ => null,
        };
        if (wrong is not null)
        {
            await RefuseAsync(http, wrong == "TooLarge" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, wrong);
            return;
        }

        await FileAsync(http, new FilingRequest
        {
            Content = upload.Content!,
            FileName = upload.FileName,
            EnterpriseCode = enterprise,
            Period = upload.Period!.Value,
            Mapping = mapping,
            SubmittedBy = actor,
            IsDryRun = upload.IsCheck,
        });
    }

    public static bool MayUse(ColumnMapping mapping, string enterprise) => mapping.EnterpriseCode is null || mapping.EnterpriseCode == enterprise;

    private async Task FileAsync(HttpContext http, FilingRequest request)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        var progress = new LatestProgress();
        var filing = RunAsync(request, progress);
        await TellAsync(http, progress);
        try
        {
            var report = await filing;
            await LineAsync(http, await answers.OfAsync(report, request.IsDryRun, CancellationToken.None));
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The status is sent already; the last line says what an error page would.
            var reference = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
            LogFailure(exception, request.EnterpriseCode, reference);
            await LineAsync(http, new { stage = "failed", reference });
        }
    }

    private async Task<FilingReport> RunAsync(FilingRequest request, LatestProgress progress)
    {
        try
        {
            return await intake.ReceiveAsync(request, progress, CancellationToken.None);
        }
        finally
        {
            progress.End();
        }
    }

    private static async Task TellAsync(HttpContext http, LatestProgress progress)
    {
        // Read to the end even when nobody listens any more: that is when the filing is done.
        await foreach (var (stage, rows, share) in progress.ReadAsync(CancellationToken.None))
        {
            if (stage is not FilingStage.Done)
            {
                await LineAsync(http, new { stage = stage.ToString().ToLowerInvariant(), rows, share = Math.Round(share, 3) });
            }
        }
    }

    private Task RefuseAsync(HttpContext http, int status, string key)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { message = answers.Refusal(key) }, s_json, CancellationToken.None);
    }

    private static async Task LineAsync(HttpContext http, object line)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await http.Response.WriteAsync(JsonSerializer.Serialize(line, s_json) + "\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The browser has left; the filing goes on.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Filing for {Enterprise} failed. Reference {Reference}")]
    private partial void LogFailure(Exception exception, string enterprise, string reference);
}
