namespace Portal.Access.FirstRun;

/// <summary>As long as nobody has an account, every page is the one that creates the first.</summary>
internal static class FirstRunFeature
{
    public const string Address = "/first-run";

    public static IApplicationBuilder UseFirstRun(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (IsPage(http.Request.Path)
            && await http.RequestServices.GetRequiredService<FirstAdministrator>().IsWantedAsync(http.RequestAborted))
        {
            http.Response.Redirect(Address);
            return;
        }

        await next(http);
    });

    private static bool IsPage(PathString path) => !Path.HasExtension(path)
        && !Begins(path, Address) && !Begins(path, "/healthz") && !Begins(path, "/culture") && !Begins(path, "/_framework") && !Begins(path, "/_content");

    private static bool Begins(PathString path, string segment) => path.StartsWithSegments(segment, StringComparison.OrdinalIgnoreCase);
}
