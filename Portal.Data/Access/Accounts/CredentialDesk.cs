using Portal.Data.Access.Audit;

namespace Portal.Data.Access.Accounts;

/// <summary>
/// What an administrator does for somebody who cannot sign in: a temporary password, a lost telephone, a link to the
/// wrong identity. All sessions of the account end.
/// </summary>
public sealed class CredentialDesk(AccountChanges changes)
{
    /// <summary>Sets a password that must be changed at the next sign-in, and forgets failed sign-ins.</summary>
    public Task<AccountFault?> SetTemporaryPasswordAsync(Actor actor, long id, string passwordHash, CancellationToken cancellation) =>
        RunAsync(actor, id, AuditAction.PasswordChanged, change =>
        {
            const string sql = """
                UPDATE UserAccount
                SET PasswordHash = @Hash, MustChangePassword = 1, PasswordChangedAtUtc = @Now, FailedSignIns = 0, LockedUntilUtc = NULL
                WHERE Id = @Id
                """;

            return AccountChanges.ExecuteAsync(change, sql, new { Id = id, Hash = passwordHash, changes.Now });
        }, new { IsTemporary = true }, cancellation);

    /// <summary>Takes the second factor and its recovery codes away: the password alone signs in, until another is set up.</summary>
    public Task<AccountFault?> RemoveSecondFactorAsync(Actor actor, long id, CancellationToken cancellation) =>
        RunAsync(actor, id, AuditAction.SecondFactorChanged, async change =>
        {
            const string account = "UPDATE UserAccount SET SecondFactor = NULL, SecondFactorStep = NULL WHERE Id = @Id AND SecondFactor IS NOT NULL";
            const string codes = "DELETE FROM UserRecoveryCode WHERE UserId = @Id";

            await AccountChanges.ExecuteAsync(change, codes, new { Id = id });
            return await AccountChanges.ExecuteAsync(change, account, new { Id = id });
        }, new { IsRemoved = true }, cancellation);

    public Task<AccountFault?> UnlinkAsync(Actor actor, long id, LinkedIdentity identity, CancellationToken cancellation) =>
        RunAsync(actor, id, AuditAction.UserChanged, change =>
        {
            const string sql = "DELETE FROM UserIdentity WHERE UserId = @Id AND Issuer = @Issuer AND Subject = @Subject";

            return AccountChanges.ExecuteAsync(change, sql, new { Id = id, identity.Issuer, identity.Subject });
        }, new { Unlinked = new { identity.Issuer, identity.Subject } }, cancellation);

    private Task<AccountFault?> RunAsync(
        Actor actor, long id, AuditAction action, Func<Change, Task<int>> write, object detail, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageUsers, id, async change =>
        {
            if (AccountRules.CheckCredentials(change.Manager, change.Subject) is { } fault)
            {
                return fault;
            }

            if (await write(change) > 0)
            {
                await changes.EndSessionsAsync(change, SessionEnd.AccountChanged);
                await changes.WriteAsync(change, action, detail);
            }

            return null;
        }, cancellation);
}
