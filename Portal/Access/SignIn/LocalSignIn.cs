using System.Text;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.SignIn;

namespace Portal.Access.SignIn;

/// <summary>What a try to sign in came to.</summary>
public abstract record SignInAnswer
{
    public sealed record Passed(UserAccount Account) : SignInAnswer;

    /// <summary>Wrong, disabled or unknown: a stranger is not told which.</summary>
    public sealed record Refused : SignInAnswer;

    /// <summary>Locked for the account and for a name without one alike.</summary>
    public sealed record Locked(DateTime UntilUtc) : SignInAnswer;
}

/// <summary>
/// Checks passwords and codes of local accounts. A try is counted before it is looked at and given back when it was
/// right, so that a hundred tries at once are a hundred tries. Only a whole sign-in ends the count, else somebody who
/// knows the password could guess codes for ever.
/// </summary>
public sealed class LocalSignIn(
    UserStore users, TryStore tries, CredentialStore credentials, PersonalData keys, AuditLog audit, TimeProvider clock)
{
    private static readonly TimeSpan s_memory = TimeSpan.FromDays(30);

    /// <param name="address">The network address it is tried from, for the record.</param>
    public async Task<SignInAnswer> CheckPasswordAsync(string name, string password, string address, CancellationToken cancellation)
    {
        var account = await users.ReadAsync(name, cancellation);
        return await TryAsync(new(name, account, address, "password"), () => Task.FromResult(Passwords.Fits(account, name, password)), cancellation);
    }

    /// <summary>The password again, before its owner changes something that matters.</summary>
    public Task<SignInAnswer> CheckPasswordAsync(UserAccount account, string password, string address, CancellationToken cancellation) => TryAsync(
        new(account.Name, account, address, "password"),
        () => Task.FromResult(Passwords.Fits(account, account.Name, password)),
        cancellation);

    /// <summary>A code of the authenticator app; each counts once.</summary>
    public Task<SignInAnswer> CheckCodeAsync(UserAccount account, string code, string address, CancellationToken cancellation) => TryAsync(
        new(account.Name, account, address, "code"),
        async () => account.SecondFactor is { } secret
            && TotpRules.StepOf(keys.Unseal(secret, PlaceOf(account.Id)), code, Now, account.SecondFactorStep) is { } step
            && await credentials.UseStepAsync(account.Id, step, cancellation),
        cancellation);

    /// <summary>One of the recovery codes; each counts once.</summary>
    public async Task<SignInAnswer> CheckRecoveryCodeAsync(UserAccount account, string code, string address, CancellationToken cancellation)
    {
        var tried = new Tried(account.Name, account, address, "recovery code");
        var answer = await TryAsync(
            tried, () => credentials.UseRecoveryCodeAsync(account.Id, RecoveryCodes.HashOf(code), Now, cancellation), cancellation);
        if (answer is SignInAnswer.Passed)
        {
            await RecordAsync(tried, AuditAction.RecoveryCodeUsed, null, cancellation);
        }

        return answer;
    }

    /// <summary>Where a sealed second factor belongs: put into another account, it does not open.</summary>
    public static byte[] PlaceOf(long userId) => Encoding.UTF8.GetBytes(FormattableString.Invariant($"second factor of account {userId}"));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<SignInAnswer> TryAsync(Tried tried, Func<Task<bool>> check, CancellationToken cancellation)
    {
        var (before, counted) = await CountAsync(tried, cancellation);
        if (counted is null)
        {
            return new SignInAnswer.Locked(before.LockedUntilUtc!.Value);
        }

        if (await check() && tried.Account is { IsDisabled: false } account)
        {
            await tries.ReplaceAsync(account.Id, counted.Failures, before, cancellation);
            return new SignInAnswer.Passed(account);
        }

        await RecordAsync(tried, AuditAction.SignInFailed, new { tried.What, counted.Failures }, cancellation);
        if (counted.LockedUntilUtc is not { } until)
        {
            return new SignInAnswer.Refused();
        }

        await RecordAsync(tried, AuditAction.LockedOut, new { UntilUtc = until }, cancellation);
        return new SignInAnswer.Locked(until);
    }

    /// <returns>The count before this try and with it; without the latter when the name is locked, and nothing was counted.</returns>
    private async Task<(SignInTries Before, SignInTries? Counted)> CountAsync(Tried tried, CancellationToken cancellation)
    {
        var hash = keys.HashName(tried.Name);
        while (true)
        {
            var before = tried.Account is { } account
                ? Of(await users.ReadByIdAsync(account.Id, cancellation) ?? account)
                : await tries.ReadUnknownAsync(hash, cancellation);
            var now = Now;
            if (LockoutRules.IsLocked(before.LockedUntilUtc, now))
            {
                return (before, null);
            }

            var failures = before.Failures + 1;
            var counted = new SignInTries { Failures = failures, LockedUntilUtc = LockoutRules.LockedUntilUtc(failures, now) };
            if (tried.Account is { Id: var id }
                ? await tries.ReplaceAsync(id, before.Failures, counted, cancellation)
                : await tries.ReplaceUnknownAsync(hash, before.Failures, counted, now, now - s_memory, cancellation))
            {
                return (before, counted);
            }
        }
    }

    private Task<long> RecordAsync(Tried tried, AuditAction action, object? detail, CancellationToken cancellation) => audit.AppendAsync(
        new()
        {
            // A name without an account may be a password in the wrong field; the log is for ever.
            Actor = tried.Account?.ToOwner(tried.Address) ?? new Actor(tried.Name[..Math.Min(2, tried.Name.Length)] + "***", "", Role.Public, "") { Address = tried.Address },
            Action = action,
            ObjectType = nameof(UserAccount),
            ObjectId = tried.Account is { Id: var id } ? FormattableString.Invariant($"{id}") : "",
            Detail = detail,
        },
        cancellation);

    private static SignInTries Of(UserAccount account) => new() { Failures = account.FailedSignIns, LockedUntilUtc = account.LockedUntilUtc };

    private sealed record Tried(string Name, UserAccount? Account, string Address, string What);
}
