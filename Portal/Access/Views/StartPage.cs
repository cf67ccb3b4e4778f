using System.Security.Claims;
using Portal.Data.Access;
using Portal.Data.Access.Views;

namespace Portal.Access.Views;

/// <summary>Answers <c>/</c>: the view the user chose to start at, or where his role begins its day.</summary>
internal static class StartPage
{
    public static async Task<IResult> AnswerAsync(ClaimsPrincipal user, SavedViewStore views, CancellationToken cancellation)
    {
        var actor = user.ToActor();
        return Results.LocalRedirect(SavedViewRules.StartOf(actor, await views.ReadAsync(actor, cancellation)) ?? Of(actor));
    }

    private static string Of(Actor actor) =>
        actor.May(Operation.ReadHome) ? "/home" : actor.May(Operation.ReadDesk) ? "/desk" : "/admin/users";
}
