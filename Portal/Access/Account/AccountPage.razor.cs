using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access.SignIn;
using Portal.Data.Access;
using Portal.Shell;

namespace Portal.Access.Account;

/// <summary>Own password, second factor, sessions and roles. Plain forms: whatever matters here asks for the current password.</summary>
public sealed partial class AccountPage
{
    private UserAccount? _account;
    private IReadOnlyList<UserGrant> _grants = [];
    private IReadOnlyList<UserSession> _sessions = [];
    private int _codesLeft;
    private SecondFactorDraft? _draft;
    private IReadOnlyList<string>? _codes;
    private NewPasswordFault? _fault;
    private bool _isWrong;
    private string? _refusal;
    private string? _done;

    [Inject]
    public required IStringLocalizer<AccountPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Inject]
    public required OwnAccount Desk { get; init; }

    [Inject]
    public required SecondFactors SecondFactors { get; init; }

    [Inject]
    public required LocalSignIn Local { get; init; }

    [Inject]
    public required Passwords Passwords { get; init; }

    [Inject]
    public required SignInOptions Options { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    /// <summary>Of whichever form was sent.</summary>
    [SupplyParameterFromForm]
    public Typed? Form { get; set; }

    private Actor Actor => Http.User.ToActor();

    private CancellationToken Cancellation => Http.RequestAborted;

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        // A form can only be answered when the page shows it.
        _draft = _account is null ? null : SecondFactors.Open(_account, Form?.Draft);
    }

    private static string StartOf(UserSession session) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session.Id)).AsSpan(0, 8));

    private async Task ReadAsync() => (_account, _grants, _sessions, _codesLeft) = await Desk.ReadAsync(Actor.UserId, Cancellation);

    private async Task ChangePasswordAsync()
    {
        _fault = NewPasswordFault.Of(_account!.Name, Form?.Next, Form?.Again);
        if (_fault is null && await IsOwnerAsync())
        {
            await Passwords.ChangeAsync(_account, Form!.Next!, Actor, mustChange: false, Cancellation);
            _done = "PasswordChanged";
            await ReadAsync();
        }
    }

    private async Task ChangeFactorAsync()
    {
        if (!await IsOwnerAsync())
        {
            return;
        }

        switch (Form!.Do)
        {
            case "codes" when _account!.HasSecondFactor:
                _codes = await SecondFactors.RenewCodesAsync(_account, Actor, Cancellation);
                break;
            case "remove" when _grants.Any(grant => Options.RequireSecondFactor.Contains(grant.Role)):
                _refusal = Text["Required"];
                break;
            case "remove":
                await SecondFactors.RemoveAsync(_account!, Actor, Cancellation);
                _done = "Removed";
                break;
            default:
                _draft = SecondFactors.Draw(_account!);
                break;
        }

        await ReadAsync();
    }

    private async Task ConfirmAsync()
    {
        if (SecondFactors.Open(_account!, Form?.Draft) is not { } draft)
        {
            _refusal = Text["Expired"];
            return;
        }

        _codes = await SecondFactors.ConfirmAsync(_account!, draft, Form!.Code ?? "", Actor, Cancellation);
        (_isWrong, _draft) = _codes is null ? (true, draft) : (false, null);
        await ReadAsync();
    }

    private async Task EndAsync()
    {
        if (_sessions.FirstOrDefault(session => StartOf(session) == Form?.Started && session.Id != Actor.SessionId) is { } ended)
        {
            await Desk.EndAsync(Actor, ended, Cancellation);
            _done = "Ended";
            await ReadAsync();
        }
    }

    /// <summary>Whether the current password was given; a wrong one counts as a failed sign-in.</summary>
    private async Task<bool> IsOwnerAsync()
    {
        var answer = await Local.CheckPasswordAsync(_account!, Form?.Current ?? "", Http.RemoteAddress(), Cancellation);
        if (answer is SignInAnswer.Passed)
        {
            return true;
        }

        _refusal = answer is SignInAnswer.Locked locked ? Text["Locked", LockTimes.Show(locked.UntilUtc)] : Text["WrongPassword"];
        return false;
    }

    public sealed class Typed
    {
        public string? Current { get; set; }

        public string? Next { get; set; }

        public string? Again { get; set; }

        public string? Do { get; set; }

        public string? Draft { get; set; }

        public string? Code { get; set; }

        /// <summary>Which session to end, by a hash: its id is nobody's business.</summary>
        public string? Started { get; set; }
    }
}
