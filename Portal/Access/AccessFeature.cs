using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Portal.Access.Admin;
using Portal.Access.Audit;
using Portal.Access.OpenId;
using Portal.Access.Recusals;
using Portal.Access.SignIn;
using Portal.Access.Views;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Views;
using Portal.Shell;

namespace Portal.Access;

/// <summary>Signing in and out with a cookie; whatever does not say otherwise needs a sign-in.</summary>
public static class AccessFeature
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<UserStore>().AddSingleton<GrantStore>().AddSingleton<SessionStore>().AddSingleton<ScopeGate>().AddAudit()
            .AddSingleton<SavedViewStore>().AddSingleton<People>().AddSingleton<DemoUsers>().AddSingleton(new UserMenuPart(typeof(RoleSwitch)))
            .AddSingleton(provider => PersonalData.Open(Path.Combine(
                PortalHost.DataDirectory(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()),
                "keys",
                "personal-data.json")))
            .AddSingleton(new SessionLimits(
                TimeSpan.FromMinutes(configuration.GetValue("Portal:IdleMinutes", 30)),
                TimeSpan.FromHours(configuration.GetValue("Portal:SessionHours", 12))))
            .AddSingleton(new CircuitInterval(TimeSpan.FromSeconds(configuration.GetValue("Portal:RecheckSeconds", 30))));
        services.AddRecusals();
        services.AddAdministration();
        services.AddScoped<CircuitActivity>().AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitActivity>());
        services.AddScoped<AuthenticationStateProvider, FreshSignIn>();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(Configure);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddOperations();
        return services.AddSignIn(configuration).AddRateLimits(configuration);
    }

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", StartPage.AnswerAsync).Needs(Operation.ManageOwnAccount);
        routes.MapOpenId();
        routes.MapPost("/sign-out", OpenIdEndpoints.SignOutAsync).Needs(Operation.ManageOwnAccount);
        routes.MapPost("/switch-role", SwitchAsync).Needs(Operation.ManageOwnAccount);
        routes.MapAudit();
    }

    /// <summary>Puts the session under another of the user's own roles and begins there.</summary>
    private static async Task<IResult> SwitchAsync(HttpContext http, IAntiforgery antiforgery, SessionStore sessions, AuditLog audit)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var actor = http.User.ToActor();
        if (actor.SessionId is not { } session
            || !long.TryParse(form["grant"], CultureInfo.InvariantCulture, out var grant)
            || !await sessions.SwitchAsync(session, grant, http.RequestAborted))
        {
            return Results.NotFound();
        }

        var chosen = http.User.HeldGrants().FirstOrDefault(held => held.Id == grant);
        await audit.AppendAsync(Switched(actor, chosen), http.RequestAborted);
        return Results.LocalRedirect("/");
    }

    private static AuditDraft Switched(Actor actor, HeldGrant? chosen) => new()
    {
        Actor = actor,
        Action = AuditAction.RoleSwitched,
        ObjectType = nameof(UserAccount),
        ObjectId = actor.UserId.ToString(CultureInfo.InvariantCulture),
        Detail = new { chosen?.Role, chosen?.Scope },
    };

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "portal";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The session in the database ends sooner; the cookie only must not outlive the browser by days.
        cookie.ExpireTimeSpan = TimeSpan.FromHours(24);
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = FreshSignIn.CheckAsync;
        cookie.Events.OnRedirectToLogin = context =>
        {
            // A program wants a status, a person wants the form.
            if (IsApi(context.Request))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            }
            else
            {
                context.Response.Redirect(context.RedirectUri);
            }

            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            // To a person, not allowed looks like not found: there are things one may not know exist. A program is told.
            context.Response.StatusCode = IsApi(context.Request) ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
