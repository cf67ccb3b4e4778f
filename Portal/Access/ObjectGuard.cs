using Portal.Data.Access;

namespace Portal.Access;

/// <summary>Answers whether an actor may see the object whose id stands in a page's address.</summary>
public interface IObjectGuard
{
    Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation);
}

/// <summary>
/// A page about one object. A request for one the actor may not see, or that does not exist, is answered with 404
/// before anything is drawn.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GuardedByAttribute(Type guard) : Attribute
{
    /// <summary>A registered <see cref="IObjectGuard"/>.</summary>
    public Type Guard { get; } = guard;
}

internal static class ObjectGuards
{
    public static IApplicationBuilder UseObjectGuards(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<GuardedByAttribute>() is { } guarded
            && http.RequestServices.GetRequiredService(guarded.Guard) is IObjectGuard guard
            && !(long.TryParse(http.GetRouteValue("id")?.ToString(), out var id)
                && await guard.MaySeeAsync(http.User.ToActor(), id, http.RequestAborted)))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await next(http);
    });
}
