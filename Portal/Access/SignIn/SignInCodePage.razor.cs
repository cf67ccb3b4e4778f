using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access.SignIn;

namespace Portal.Access.SignIn;

/// <summary>The second factor of a sign-in: a code of the authenticator app, or a recovery code.</summary>
public sealed partial class SignInCodePage
{
    private string? _refusal;

    [Inject]
    public required IStringLocalizer<SignInCodePage> Text { get; init; }

    [Inject]
    public required LocalSignIn Local { get; init; }

    [SupplyParameterFromQuery]
    public string? With { get; set; }

    [SupplyParameterFromForm(FormName = "code")]
    public Typed? Form { get; set; }

    protected override SignInStep Step => SignInStep.ShowCode;

    private bool IsRecovery => With == "recovery";

    private async Task ContinueAsync()
    {
        if (Account is null || Pending is null)
        {
            return;
        }

        var code = Form?.Code ?? "";
        var answer = IsRecovery
            ? await Local.CheckRecoveryCodeAsync(Account, code, Http.RemoteAddress(), Http.RequestAborted)
            : await Local.CheckCodeAsync(Account, code, Http.RemoteAddress(), Http.RequestAborted);
        if (answer is SignInAnswer.Passed passed)
        {
            Navigation.NavigateTo(await Flow.ContinueAsync(Http, passed.Account, hasShownCode: true, Pending.ReturnUrl));
            return;
        }

        _refusal = answer is SignInAnswer.Locked locked
            ? Text["Locked", LockTimes.Show(locked.UntilUtc)]
            : Text[IsRecovery ? "RecoveryRefused" : "Refused"];
        Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    public sealed class Typed
    {
        public string? Code { get; set; }
    }
}
