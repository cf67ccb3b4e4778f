using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Shell;

namespace Portal.Access;

/// <summary>Signs in with a local account. Plain HTML: works without a circuit and without JavaScript.</summary>
public sealed partial class SignInPage
{
    private bool _isRefused;

    [Inject]
    public required IStringLocalizer<SignInPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Inject]
    public required Passwords Passwords { get; init; }

    [Inject]
    public required IConfiguration Configuration { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    public Credentials? Form { get; set; }

    protected override void OnInitialized()
    {
        if (Form is null && Http.User.Identity is { IsAuthenticated: true })
        {
            Navigation.NavigateTo(LocalAddress.Or(ReturnUrl, "/"));
        }
    }

    private async Task SignInAsync()
    {
        if (await Passwords.CheckAsync(Form?.Name?.Trim() ?? "", Form?.Password ?? "", Http.RequestAborted) is not { } account)
        {
            _isRefused = true;
            Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await Http.SignInAsync(ActorClaims.ToPrincipal(account));
        Navigation.NavigateTo(LocalAddress.Or(ReturnUrl, "/"));
    }

    public sealed class Credentials
    {
        public string? Name { get; set; }

        public string? Password { get; set; }
    }
}
