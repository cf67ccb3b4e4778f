using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Data.Access;

namespace Portal.Access;

/// <summary>
/// A session as claims, and back to an <see cref="Actor"/>. The cookie carries the id of the session alone; everything
/// else is read from the database with each request.
/// </summary>
public static class ActorClaims
{
    public const string Session = "sid";
    private const string Account = "uid";
    private const string Grant = "grant";
    private const string Held = "held";
    private const string Display = "display";
    private const string Scope = "scope";
    private const string Address = "address";

    /// <summary>Who this is. Somebody not signed in is an actor whose empty scope sees nothing.</summary>
    public static Actor ToActor(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { } name } && Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)
            ? new(name, user.FindFirstValue(Display) ?? name, role, user.FindFirstValue(Scope) ?? "")
            {
                UserId = long.Parse(user.FindFirstValue(Account) ?? "0", CultureInfo.InvariantCulture),
                SessionId = user.FindFirstValue(Session),
                Address = user.FindFirstValue(Address),
            }
            : Actor.Nobody;

    /// <summary>What goes into the cookie.</summary>
    public static ClaimsPrincipal ToTicket(string sessionId) =>
        new(new ClaimsIdentity([new(Session, sessionId)], CookieAuthenticationDefaults.AuthenticationScheme));

    public static ClaimsPrincipal ToPrincipal(this LiveSession live)
    {
        var principal = live.ToActor().ToPrincipal();
        ((ClaimsIdentity)principal.Identity!).AddClaim(new(Grant, live.Grant.Id.ToString(CultureInfo.InvariantCulture)));
        foreach (var grant in live.Grants)
        {
            ((ClaimsIdentity)principal.Identity!).AddClaim(new(Held, Write(grant)));
        }

        return principal;
    }

    public static ClaimsPrincipal ToPrincipal(this Actor actor)
    {
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.Name, actor.Name),
                new(ClaimTypes.Role, actor.Role.ToString()),
                new(Display, actor.DisplayName),
                new(Scope, actor.Scope),
                new(Account, actor.UserId.ToString(CultureInfo.InvariantCulture)),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme);
        if (actor.SessionId is { } session)
        {
            identity.AddClaim(new(Session, session));
        }

        if (actor.Address is { } address)
        {
            identity.AddClaim(new(Address, address));
        }

        return new(identity);
    }

    /// <summary>The roles the user may switch between, the one in use among them, in the order in which they were given.</summary>
    public static IReadOnlyList<HeldGrant> HeldGrants(this ClaimsPrincipal user) =>
    [
        .. from claim in user.FindAll(Held)
           let parts = claim.Value.Split('\n')
           select new HeldGrant(
               long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], parts[3], parts[4], parts[0] == user.FindFirstValue(Grant)),
    ];

    private static string Write(UserGrant grant) => string.Create(
        CultureInfo.InvariantCulture, $"{grant.Id}\n{grant.Role}\n{grant.Scope}\n{grant.ScopeName}\n{grant.ScopeNameEn}");

    /// <summary>Whether the claims still say what the session says.</summary>
    public static bool Matches(this ClaimsPrincipal user, LiveSession? live) => live is not null
        && user.FindFirstValue(Session) == live.Session.Id
        && user.FindFirstValue(Grant) == live.Grant.Id.ToString(CultureInfo.InvariantCulture)
        && user.ToActor() == live.ToActor();
}

/// <summary>A role over a scope that the signed-in user holds.</summary>
/// <param name="Role">By name.</param>
/// <param name="ScopeName">Empty when the scope is in no registry.</param>
public sealed record HeldGrant(long Id, string Role, string Scope, string ScopeName, string ScopeNameEn, bool IsInUse);
