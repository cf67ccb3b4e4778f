using System.Globalization;

namespace Portal.Shell;

/// <summary>Pages for everybody are kept for a while as they were sent (design §7), once for each language.</summary>
public static class PublicPages
{
    /// <summary>The policy a public page names in <c>[OutputCache(PolicyName = …)]</c>. Who is signed in is always answered anew.</summary>
    public const string Policy = "public";

    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddPublicPages(this IServiceCollection services) => services.AddOutputCache(options => options.AddPolicy(
        Policy,
        policy => policy.Expire(s_kept).SetVaryByQuery([]).VaryByValue(_ => KeyValuePair.Create("language", CultureInfo.CurrentUICulture.Name))));
}
