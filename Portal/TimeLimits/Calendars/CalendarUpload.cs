using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.TimeLimits;
using Portal.TimeLimits.Rules;

namespace Portal.TimeLimits.Calendars;

/// <summary>Takes a calendar file over HTTP and leads back to the page with what became of it.</summary>
internal static class CalendarUpload
{
    private const int GreatestBytes = 1 << 20;
    private const int MostFaults = 10;

    public static void MapCalendars(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/calendars", ReceiveAsync).Needs(Operation.ManageCalendars).DisableAntiforgery();

    private static async Task<IResult> ReceiveAsync(HttpContext http, IAntiforgery antiforgery, RuleBook book, RuleDesk desk, RuleTexts texts)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var actor = http.User.ToActor();
        if (!await desk.MayLoadCalendarsAsync(actor, http.RequestAborted))
        {
            return Results.NotFound();
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files.GetFile("file") is not { Length: > 0 and <= GreatestBytes } file)
        {
            return Back("faults", texts.Problem(new("calendar", "", "The file is not JSON (line 1).")));
        }

        using var reader = new StreamReader(file.OpenReadStream());
        var reading = await book.LoadCalendarAsync(await reader.ReadToEndAsync(http.RequestAborted), actor, http.RequestAborted);
        return reading.Problems.Count == 0
            ? Back("loaded", string.Join(", ", reading.Years.Select(year => year.Year)))
            : Back("faults", string.Join('\n', reading.Problems.Take(MostFaults).Select(problem => $"{problem.Entry} – {texts.Problem(problem)}")));

        static IResult Back(string key, string value) => Results.LocalRedirect(QueryHelpers.AddQueryString("/rules/calendars", key, value));
    }
}
