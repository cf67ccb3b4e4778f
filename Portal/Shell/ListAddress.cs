using Microsoft.AspNetCore.Components;

namespace Portal.Shell;

/// <summary>The address of a list, in which its filters and the page that is shown stand.</summary>
public static class ListAddress
{
    /// <summary>The address with another value of a filter and the list at its first page; nothing or blanks take the filter away.</summary>
    public static string FirstPageWith(this NavigationManager navigation, string key, string? value) => navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { [key] = string.IsNullOrWhiteSpace(value) ? null : value.Trim(), ["page"] = null });
}
