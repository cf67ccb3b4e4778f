using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access.Account;
using Portal.Data.Access;
using Portal.Data.Access.SignIn;

namespace Portal.Access.SignIn;

/// <summary>Replaces a password that somebody else set, before anything else can be done.</summary>
public sealed partial class SignInPasswordPage
{
    private NewPasswordFault? _fault;
    private bool _isSame;

    [Inject]
    public required IStringLocalizer<SignInPasswordPage> Text { get; init; }

    [Inject]
    public required Passwords Passwords { get; init; }

    [Inject]
    public required UserStore Users { get; init; }

    [SupplyParameterFromForm(FormName = "new-password")]
    public Typed? Form { get; set; }

    protected override SignInStep Step => SignInStep.ChangePassword;

    private async Task ContinueAsync()
    {
        if (Account is null || Pending is null)
        {
            return;
        }

        _fault = NewPasswordFault.Of(Account.Name, Form?.Next, Form?.Again);
        _isSame = _fault is null && Passwords.Fits(Account, Account.Name, Form?.Next ?? "");
        if (_fault is not null || _isSame)
        {
            return;
        }

        await Passwords.ChangeAsync(Account, Form!.Next!, Account.ToOwner(Http.RemoteAddress()), mustChange: false, Http.RequestAborted);
        var changed = await Users.ReadByIdAsync(Account.Id, Http.RequestAborted);
        Navigation.NavigateTo(await Flow.ContinueAsync(Http, changed!, Pending.HasShownCode, Pending.ReturnUrl));
    }

    public sealed class Typed
    {
        public string? Next { get; set; }

        public string? Again { get; set; }
    }
}
