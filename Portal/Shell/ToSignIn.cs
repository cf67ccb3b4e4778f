using Microsoft.AspNetCore.Components;

namespace Portal.Shell;

/// <summary>Sends a circuit whose sign-in has ended to the sign-in page, and back to where it was afterwards.</summary>
public sealed class ToSignIn : ComponentBase
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override void OnInitialized() => Navigation.NavigateTo(
        "/sign-in?returnUrl=" + Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri)),
        forceLoad: true);
}
