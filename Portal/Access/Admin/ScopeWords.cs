using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Shell;

namespace Portal.Access.Admin;

/// <summary>How a scope is called on screen.</summary>
internal static class ScopeWords
{
    public static string ScopeOf(this IStringLocalizer<Words> words, UserGrant grant) => words.ScopeOf(grant.Scope, grant.ScopeName, grant.ScopeNameEn);

    /// <summary>The name in the user's language; the code of what is in no registry.</summary>
    public static string ScopeOf(this IStringLocalizer<Words> words, string scope, string? name, string? nameEn) =>
        scope == Actor.Everywhere ? words["Everywhere"]
        : Show.Name(name ?? "", nameEn ?? "") is { Length: > 0 } known ? known
        : scope;
}
