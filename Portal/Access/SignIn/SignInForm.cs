using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Shell;

namespace Portal.Access.SignIn;

/// <summary>A page on the way into a session. Plain HTML: its form is answered by the request itself, without a circuit.</summary>
public abstract class SignInForm : ComponentBase
{
    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Inject]
    public required SignInFlow Flow { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }
}
