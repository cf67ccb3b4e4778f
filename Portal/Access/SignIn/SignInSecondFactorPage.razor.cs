using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access.Account;
using Portal.Data.Access;
using Portal.Data.Access.SignIn;

namespace Portal.Access.SignIn;

/// <summary>Sets up the second factor that a role requires, before anything else can be done.</summary>
public sealed partial class SignInSecondFactorPage
{
    private SecondFactorDraft? _draft;
    private IReadOnlyList<string>? _codes;
    private string _target = "/";
    private bool _isWrong;
    private bool _isExpired;

    [Inject]
    public required IStringLocalizer<SignInSecondFactorPage> Text { get; init; }

    [Inject]
    public required SecondFactors SecondFactors { get; init; }

    [Inject]
    public required UserStore Users { get; init; }

    [SupplyParameterFromForm(FormName = "second-factor")]
    public Typed? Form { get; set; }

    protected override SignInStep Step => SignInStep.SetUpCode;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (Account is not null)
        {
            var confirmed = Form is null ? null : SecondFactors.Open(Account, Form.Draft);
            _isExpired = Form is not null && confirmed is null;
            _draft = confirmed ?? SecondFactors.Draw(Account);
        }
    }

    private async Task ConfirmAsync()
    {
        if (Account is null || Pending is null || _draft is null || _isExpired)
        {
            return;
        }

        _codes = await SecondFactors.ConfirmAsync(Account, _draft, Form?.Code ?? "", Account.ToOwner(Http.RemoteAddress()), Http.RequestAborted);
        if (_codes is null)
        {
            _isWrong = true;
            return;
        }

        var changed = await Users.ReadByIdAsync(Account.Id, Http.RequestAborted);
        _target = await Flow.ContinueAsync(Http, changed!, hasShownCode: true, Pending.ReturnUrl);
    }

    public sealed class Typed
    {
        public string? Draft { get; set; }

        public string? Code { get; set; }
    }
}
