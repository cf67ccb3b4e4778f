using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Portal.Shell;

/// <summary>The frame of every signed-in page: header, left rail by role, the page inside its boundary.</summary>
public sealed partial class MainLayout
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Inject]
    public required IEnumerable<UserMenuPart> MenuParts { get; init; }

    [Inject]
    public required IEnumerable<HeaderPart> HeaderParts { get; init; }

    [Inject]
    public required IEnumerable<MenuBadge> MenuBadges { get; init; }

    /// <summary>Told to whoever looks from outside: a page answers clicks once it is live, or never when it is static.</summary>
    private string RenderState => RendererInfo.IsInteractive ? "live" : AssignedRenderMode is null ? "static" : "waiting";

    /// <summary>The current address; a bare fragment would be resolved against the base address, the start page.</summary>
    private string Here => Navigation.Uri.Split('#')[0];

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    /// <summary>The entry of this page, or of the page above it: the longest address that begins this one.</summary>
    private bool IsHere(MenuEntry entry) => Menu.Entries
        .Where(candidate => Path == candidate.Href || Path.StartsWith(candidate.Href + "/", StringComparison.Ordinal))
        .MaxBy(candidate => candidate.Href.Length)?.Href == entry.Href;

    private string RoleName(ClaimsPrincipal user) =>
        user.FindFirst(ClaimTypes.Role)?.Value is { } role ? Words["Role_" + role] : "";
}
