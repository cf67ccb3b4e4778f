using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Access.SignIn;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.SignIn;

namespace Portal.Access.Account;

/// <summary>A second factor that was drawn and not yet confirmed.</summary>
/// <param name="Secret">For the app.</param>
/// <param name="Sealed">The same for the form that confirms it: nothing is kept before the user has shown a code.</param>
public sealed record SecondFactorDraft(byte[] Secret, string Sealed);

/// <summary>Sets up, replaces and removes the second factor of a local account.</summary>
public sealed class SecondFactors(
    IDataProtectionProvider protection, CredentialStore credentials, SessionStore sessions, PersonalData keys, AuditLog audit, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.Access.SecondFactor.Draft");

    public SecondFactorDraft Draw(UserAccount account)
    {
        var secret = RandomNumberGenerator.GetBytes(TotpRules.SecretBytes);
        var content = new Content(PendingSignIns.StampOf(account), secret, Now + s_patience);
        return new(secret, _protector.Protect(JsonSerializer.Serialize(content)));
    }

    /// <returns>The draft of this form; null when it is not this account's, or too old.</returns>
    public SecondFactorDraft? Open(UserAccount account, string? text)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(_protector.Unprotect(text ?? "")) is { } content
                && content.ExpiresAtUtc > Now && content.Stamp == PendingSignIns.StampOf(account)
                    ? new(content.Secret, text!)
                    : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps the secret once the app has shown that it has it. Other sessions of the account end.</summary>
    /// <returns>Recovery codes, to be shown this once; null when the code does not fit.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(
        UserAccount account, SecondFactorDraft draft, string code, Actor actor, CancellationToken cancellation)
    {
        if (TotpRules.StepOf(draft.Secret, code, Now, null) is not { } step)
        {
            return null;
        }

        var codes = RecoveryCodes.Draw();
        var secret = keys.Seal(draft.Secret, LocalSignIn.PlaceOf(account.Id));
        await credentials.ReplaceSecondFactorAsync(account.Id, secret, step, [.. codes.Select(RecoveryCodes.HashOf)], cancellation);
        await FollowAsync(account, actor, account.HasSecondFactor ? "replaced" : "set up", cancellation);
        return codes;
    }

    /// <summary>Draws new recovery codes; the old ones no longer count.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(UserAccount account, Actor actor, CancellationToken cancellation)
    {
        var codes = RecoveryCodes.Draw();
        await credentials.ReplaceRecoveryCodesAsync(account.Id, [.. codes.Select(RecoveryCodes.HashOf)], cancellation);
        await RecordAsync(account, actor, "recovery codes renewed", cancellation);
        return codes;
    }

    /// <summary>Takes the second factor and its recovery codes away. Other sessions of the account end.</summary>
    public async Task RemoveAsync(UserAccount account, Actor actor, CancellationToken cancellation)
    {
        await credentials.ReplaceSecondFactorAsync(account.Id, null, null, [], cancellation);
        await FollowAsync(account, actor, "removed", cancellation);
    }

    private async Task FollowAsync(UserAccount account, Actor actor, string change, CancellationToken cancellation)
    {
        await sessions.EndAllAsync(account.Id, actor.UserId == account.Id ? actor.SessionId : null, SessionEnd.AccountChanged, cancellation);
        await RecordAsync(account, actor, change, cancellation);
    }

    private Task<long> RecordAsync(UserAccount account, Actor actor, string change, CancellationToken cancellation) => audit.AppendAsync(
        new()
        {
            Actor = actor,
            Action = AuditAction.SecondFactorChanged,
            ObjectType = nameof(UserAccount),
            ObjectId = FormattableString.Invariant($"{account.Id}"),
            Detail = new { Change = change },
        },
        cancellation);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private sealed record Content(string Stamp, byte[] Secret, DateTime ExpiresAtUtc);
}
