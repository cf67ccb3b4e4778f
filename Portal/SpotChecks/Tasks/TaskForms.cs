using Microsoft.AspNetCore.Antiforgery;
using Portal.Access;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.SpotChecks.Tasks;

/// <summary>The small forms of an inspector's list: shortlist, order, stepping aside; and of the bureau: counting what was kept. Plain posts, so that they need no circuit.</summary>
internal sealed class TaskForms(TaskPlaces places, TaskDealing dealing, LateWork late, IAntiforgery antiforgery)
{
    public async Task<IResult> PlaceAsync(long id, HttpContext http)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var actor = http.User.ToActor();
        switch ((await http.Request.ReadFormAsync(http.RequestAborted))["to"].ToString())
        {
            case "pinned":
                await places.PinAsync(actor, id, isPinned: true, http.RequestAborted);
                break;
            case "unpinned":
                await places.PinAsync(actor, id, isPinned: false, http.RequestAborted);
                break;
            case "up":
                await places.MoveAsync(actor, id, isUp: true, http.RequestAborted);
                break;
            case "down":
                await places.MoveAsync(actor, id, isUp: false, http.RequestAborted);
                break;
        }

        return Results.Redirect(FormattableString.Invariant($"/tasks#task-{id}"));
    }

    public async Task<IResult> StepAsideAsync(long id, HttpContext http)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var reason = (await http.Request.ReadFormAsync(http.RequestAborted))["reason"].ToString();
        return Results.Redirect(await dealing.StepAsideAsync(http.User.ToActor(), id, reason, http.RequestAborted)
            ? "/tasks?left=true"
            : FormattableString.Invariant($"/tasks/{id}"));
    }

    public async Task<IResult> CountAsync(long id, long attempt, HttpContext http)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var reason = (await http.Request.ReadFormAsync(http.RequestAborted))["reason"].ToString();
        var answer = await late.CountAsync(http.User.ToActor(), id, attempt, reason, http.RequestAborted);
        return Results.Redirect(FormattableString.Invariant($"/tasks/{id}?counting={answer}"));
    }
}
