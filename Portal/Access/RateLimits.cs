using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Localization;
using Portal.Shell;

namespace Portal.Access;

/// <summary>
/// How often one address may try to sign in and one user may send or take files in a minute; beyond it, status 429 with
/// the time to wait. Counted in each process: with several, the limit is that many times as high.
/// </summary>
internal static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var signIns = configuration.GetValue("Portal:SignInsPerMinute", 30);
        var uploads = configuration.GetValue("Portal:UploadsPerMinute", 30);
        var taskPosts = configuration.GetValue("Portal:TaskPostsPerMinute", 120);
        var downloads = configuration.GetValue("Portal:DownloadsPerMinute", 60);
        return services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, cancellation) => TellAsync(context.HttpContext, context.Lease, cancellation);
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => http.Request switch
            {
                { Method: "POST", Path: var path } when IsSignIn(path) => PerMinute("sign-in", http.RemoteAddress(), signIns),
                { Method: "POST", Path: var path } when IsTaskWork(path) => PerMinute("task", WhoeverOf(http), taskPosts),
                { Method: "POST", Path: var path } when Begins(path, "/api") => PerMinute("upload", WhoeverOf(http), uploads),
                { Path: var path } when Begins(path, "/api") || IsDownload(path) => PerMinute("download", WhoeverOf(http), downloads),
                _ => RateLimitPartition.GetNoLimiter(""),
            });
        });
    }

    private static bool IsSignIn(PathString path) =>
        Begins(path, "/sign-in") || Begins(path, "/first-run") || Begins(path, "/account") || Begins(path, "/backchannel-logout");

    /// <summary>What an inspector's form sends: one post for each photo, of several forms at once after a day without a connection.</summary>
    private static bool IsTaskWork(PathString path) => Begins(path, "/api/tasks")
        && (path.Value!.EndsWith("/evidence", StringComparison.OrdinalIgnoreCase) || path.Value.EndsWith("/attempts", StringComparison.OrdinalIgnoreCase));

    private static bool IsDownload(PathString path) => Begins(path, "/filings") && path.Value!.Count(letter => letter == '/') == 3;

    private static bool Begins(PathString path, string segment) => path.StartsWithSegments(segment, StringComparison.OrdinalIgnoreCase);

    private static RateLimitPartition<string> PerMinute(string what, string who, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        $"{what} {who}", _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });

    private static string WhoeverOf(HttpContext http) => http.User.Identity?.Name ?? http.RemoteAddress();

    private static async ValueTask TellAsync(HttpContext http, RateLimitLease lease, CancellationToken cancellation)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? (int)Math.Ceiling(time.TotalSeconds) : 60;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(http.RequestServices.GetRequiredService<IStringLocalizer<Words>>()["TooOften", wait], cancellation);
    }
}
