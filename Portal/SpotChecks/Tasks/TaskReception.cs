using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.SpotChecks.Tasks;

/// <summary>
/// Takes over HTTP what the form of a task kept in the browser (S0-59): answers as JSON, files one by one. Whoever is
/// signed in may send; whether the task is theirs, was, or never was is decided where it is written.
/// </summary>
internal sealed class TaskReception(TaskIntake intake, EvidenceIntake evidence, TaskTexts texts, PersonalData keys, IAntiforgery antiforgery)
{
    public const int GreatestForm = 256 << 10;

    private const string TokenHeader = "RequestVerificationToken";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Who is signed in, a token to send with, and the key under which this user's work lies in the browser: somebody else
    /// who signs in on the same telephone gets another key and reads nothing.
    /// </summary>
    public async Task HelloAsync(HttpContext http)
    {
        var actor = http.User.ToActor();
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(
            new { user = actor.UserId, token = antiforgery.GetAndStoreTokens(http).RequestToken, key = KeyOf(actor) }, s_json, http.RequestAborted);
    }

    public string KeyOf(Actor actor) => Convert.ToBase64String(keys.DeriveKey(FormattableString.Invariant($"browser:{actor.UserId}")));

    public async Task AttemptAsync(long id, HttpContext http)
    {
        if (await RefuseForgedAsync(http))
        {
            return;
        }

        AttemptForm? form;
        try
        {
            form = await JsonSerializer.DeserializeAsync<AttemptForm>(http.Request.Body, s_json, http.RequestAborted);
        }
        catch (JsonException)
        {
            form = null;
        }

        if (form?.Answers is null || form.Answers.Contains(null) || !Enum.TryParse<Disposition>(form.Disposition, out var disposition) || !Enum.IsDefined(disposition))
        {
            await SayAsync(http, StatusCodes.Status400BadRequest, new { message = texts["NoForm"] });
            return;
        }

        var submission = new TaskSubmission(
            form.ClientId, form.At.UtcDateTime, disposition, form.Note, [.. form.Answers.Select(answer => new GivenAnswer(answer!.Item ?? "", answer.Room, answer.Value, answer.Words))]);
        var result = await intake.ReceiveAsync(http.User.ToActor(), id, submission, http.RequestAborted);
        await (result.Answer switch
        {
            SubmissionAnswer.NotFound => SayAsync(http, StatusCodes.Status404NotFound, new { message = texts["NotFound"] }),
            SubmissionAnswer.Faulty => SayAsync(
                http,
                StatusCodes.Status422UnprocessableEntity,
                new { message = texts["Faulty"], problems = result.Problems.Select(problem => new { item = problem.ItemCode, room = problem.Room, text = texts.Why(problem.Fault) }) }),
            _ => TellAsync(http, result),
        });
    }

    public async Task EvidenceAsync(long id, HttpContext http)
    {
        if (await RefuseForgedAsync(http))
        {
            return;
        }

        if (!Guid.TryParse(http.Request.Query["client"], out var clientId))
        {
            await SayAsync(http, StatusCodes.Status400BadRequest, new { message = texts["NoForm"] });
            return;
        }

        byte[] bytes;
        try
        {
            bytes = await ReadAsync(http.Request, http.RequestAborted);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await SayAsync(http, StatusCodes.Status413PayloadTooLarge, new { message = texts.Why(EvidenceFault.TooLarge) });
            return;
        }

        var item = http.Request.Query["item"].ToString();
        var upload = new EvidenceUpload(clientId, item.Length == 0 ? null : item, http.Request.Query["name"].ToString(), bytes);
        var result = await evidence.ReceiveAsync(http.User.ToActor(), id, upload, http.RequestAborted);
        await (result.Answer switch
        {
            EvidenceAnswer.NotFound => SayAsync(http, StatusCodes.Status404NotFound, new { message = texts["NotFound"] }),
            EvidenceAnswer.UnknownItem => SayAsync(http, StatusCodes.Status422UnprocessableEntity, new { message = texts["UnknownItem"] }),
            EvidenceAnswer.TooMany => SayAsync(http, StatusCodes.Status422UnprocessableEntity, new { message = texts.TooManyFiles }),
            EvidenceAnswer.Refused => SayAsync(
                http,
                result.Fault is EvidenceFault.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity,
                new { message = texts.Why(result.Fault) }),
            _ => SayAsync(http, StatusCodes.Status200OK, new { result.Id }),
        });
    }

    private Task TellAsync(HttpContext http, SubmissionResult result)
    {
        var (tone, headline, advice) = texts.Tell(result);
        return SayAsync(http, StatusCodes.Status200OK, new { tone, headline, advice, counted = result.Standing is AttemptStanding.Counted });
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;

        // One byte more than is allowed tells that it is too much; the rest is not read.
        while (content.Length <= EvidenceRules.GreatestBytes && (read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private async Task<bool> RefuseForgedAsync(HttpContext http)
    {
        // Without the header, the token would be looked for in the body, which is JSON or a photo.
        if (http.Request.Headers.ContainsKey(TokenHeader) && await antiforgery.IsRequestValidAsync(http))
        {
            return false;
        }

        await SayAsync(http, StatusCodes.Status400BadRequest, new { message = texts["NoToken"], isStale = true });
        return true;
    }

    private static Task SayAsync(HttpContext http, int status, object words)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(words, s_json, CancellationToken.None);
    }

    private sealed record AttemptForm
    {
        public Guid ClientId { get; init; }

        public DateTimeOffset At { get; init; }

        public string? Disposition { get; init; }

        public string? Note { get; init; }

        public IReadOnlyList<AnswerForm?>? Answers { get; init; }
    }

    private sealed record AnswerForm(string? Item, string? Room, string? Value, string? Words);
}
