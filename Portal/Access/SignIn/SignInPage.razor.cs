using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access.OpenId;
using Portal.Shell;

namespace Portal.Access.SignIn;

/// <summary>Signs in with a local account. Plain HTML: works without a circuit and without JavaScript.</summary>
public sealed partial class SignInPage
{
    private string? _refusal;

    [Inject]
    public required IStringLocalizer<SignInPage> Text { get; init; }

    [Inject]
    public required LocalSignIn Local { get; init; }

    [Inject]
    public required IServiceProvider Services { get; init; }

    [Inject]
    public required IConfiguration Configuration { get; init; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    public Credentials? Form { get; set; }

    /// <summary>Null where no OpenID provider is configured.</summary>
    private OpenIdOptions? Provider => Services.GetService<OpenIdOptions>();

    private string ProviderAddress => OpenIdEndpoints.AddressFor(LocalAddress.Or(ReturnUrl, "/"));

    protected override void OnInitialized()
    {
        if (Form is null && Http.User.Identity is { IsAuthenticated: true })
        {
            Navigation.NavigateTo(LocalAddress.Or(ReturnUrl, "/"));
        }
    }

    private async Task SignInAsync()
    {
        switch (await Local.CheckPasswordAsync(Form?.Name?.Trim() ?? "", Form?.Password ?? "", Http.RemoteAddress(), Http.RequestAborted))
        {
            case SignInAnswer.Passed passed:
                Navigation.NavigateTo(await Flow.ContinueAsync(Http, passed.Account, hasShownCode: false, ReturnUrl));
                break;
            case SignInAnswer.Locked locked:
                Refuse(Text["Locked", LockTimes.Show(locked.UntilUtc)]);
                break;
            default:
                Refuse(Text["Refused"]);
                break;
        }
    }

    private void Refuse(string sentence)
    {
        _refusal = sentence;
        Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    public sealed class Credentials
    {
        public string? Name { get; set; }

        public string? Password { get; set; }
    }
}
