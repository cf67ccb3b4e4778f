using Microsoft.Extensions.Primitives;

namespace Portal.Shell;

/// <summary>
/// What a browser may do with our pages: run our own scripts only, never inside a frame. Style attributes are
/// allowed because Radzen positions its popups with them.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-src 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        // On starting, because the error page clears the headers set before it.
        http.Response.OnStarting(
            static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                // A stricter policy of an endpoint stands beside ours: a browser obeys both.
                headers.ContentSecurityPolicy = StringValues.Concat(headers.ContentSecurityPolicy, Policy);
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                return Task.CompletedTask;
            },
            http.Response);
        return next(http);
    });
}
