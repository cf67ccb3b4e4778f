using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Portal.Shell;

/// <summary>
/// Pages for everybody are kept for a while as they were sent (design §7), once for each language. Who is signed in is
/// always answered anew. A public page holds no form, so the cookie that every component page sets for forms, which would
/// keep it from being kept, is left out.
/// </summary>
public sealed class PublicPages : IOutputCachePolicy
{
    /// <summary>What a public page names in <c>[OutputCache(PolicyName = …)]</c>.</summary>
    public const string Policy = "public";

    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.HttpContext.Response.OnStarting(
            static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                headers.Remove("Set-Cookie");
                headers.CacheControl = "no-cache";
                return Task.CompletedTask;
            },
            context.HttpContext.Response);
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = context.AllowCacheStorage = IsForEverybody(context.HttpContext);
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = s_kept;
        context.CacheVaryByRules.QueryKeys = StringValues.Empty;
        context.CacheVaryByRules.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage = context.HttpContext.Response.StatusCode == StatusCodes.Status200OK && IsForEverybody(context.HttpContext);
        return ValueTask.CompletedTask;
    }

    private static bool IsForEverybody(HttpContext http) => HttpMethods.IsGet(http.Request.Method) && http.User.Identity?.IsAuthenticated is not true;
}
