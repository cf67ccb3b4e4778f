using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access.Accounts;
using Portal.Data.Access.SignIn;

namespace Portal.Access.Admin;

/// <summary>How somebody signs in, and help when that fails: a temporary password, an unlock, a lost telephone.</summary>
public sealed partial class SignInCard
{
    /// <summary>On screen until it is set: the administrator passes it on. Null while none is being chosen.</summary>
    private string? _newPassword;

    [Inject]
    public required AccountDesk Desk { get; init; }

    [Inject]
    public required CredentialDesk Credentials { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<SignInCard> Text { get; init; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<LinkedIdentity> Identities { get; set; }

    private bool IsLocked => LockoutRules.IsLocked(User.Account.LockedUntilUtc, Clock.GetUtcNow().UtcDateTime);

    private async Task SetPasswordAsync()
    {
        var password = _newPassword ?? "";
        if (PasswordRules.Check(User.Account.Name, password) is { } fault)
        {
            Outcome = new(Terms["Password_" + fault], IsGood: false);
            return;
        }

        var hash = Passwords.Hash(User.Account.Name, password);
        if (await ChangeAsync(() => Credentials.SetTemporaryPasswordAsync(Actor, User.Account.Id, hash, CancellationToken.None), Text["PasswordIsSet", password]))
        {
            _newPassword = null;
        }
    }

    private Task<bool> UnlockAsync() => ChangeAsync(() => Desk.UnlockAsync(Actor, User.Account.Id, CancellationToken.None), Text["Unlocked"]);

    private Task<bool> RemoveFactorAsync() =>
        ChangeAsync(() => Credentials.RemoveSecondFactorAsync(Actor, User.Account.Id, CancellationToken.None), Text["FactorRemoved"]);

    private Task<bool> UnlinkAsync(LinkedIdentity identity) =>
        ChangeAsync(() => Credentials.UnlinkAsync(Actor, User.Account.Id, identity, CancellationToken.None), Text["Unlinked"]);
}
