using System.Data.Common;
using Dapper;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Access.Accounts;

/// <summary>An account to be added.</summary>
public sealed record NewAccount
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public string? Email { get; init; }

    /// <summary>Empty for an account that signs in through the provider only. A password is to be changed at the first sign-in.</summary>
    public required string PasswordHash { get; init; }

    public required IReadOnlyList<(Role Role, string Scope)> Grants { get; init; }
}

/// <param name="Id">0 when it was refused.</param>
/// <param name="Fault">Null when it was added.</param>
public sealed record AccountAdded(long Id, AccountFault? Fault);

/// <summary>Adds accounts, changes their names, and switches them off and on.</summary>
public sealed class AccountDesk(Db db, UserStore users, AccountChanges changes)
{
    public async Task<AccountAdded> AddAsync(Actor actor, NewAccount wanted, CancellationToken cancellation)
    {
        var account = wanted with { Name = wanted.Name.Trim(), DisplayName = wanted.DisplayName.Trim(), Email = Clean(wanted.Email) };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        if (await AccountChanges.ReadManagerAsync(transaction, actor, Operation.ManageUsers, cancellation) is not { } manager)
        {
            return new(0, AccountFault.NotAllowed);
        }

        var places = new List<ScopePlace>();
        foreach (var (_, scope) in account.Grants)
        {
            places.Add(await Places.ReadAsync(transaction, scope, cancellation));
        }

        var fault = AccountRules.CheckName(account.Name)
            ?? AccountRules.CheckDisplayName(account.DisplayName)
            ?? AccountRules.CheckEmail(account.Email)
            ?? AccountRules.CheckGrants(account.Grants)
            ?? account.Grants.Zip(places, (grant, place) => AccountRules.CheckGrant(manager.Place, grant.Role, place)).FirstOrDefault(found => found is not null)
            ?? await CheckTakenAsync(transaction, 0, account.Name, account.Email, cancellation);
        if (fault is not null)
        {
            return new(0, fault);
        }

        var id = await InsertAsync(transaction, actor, account, cancellation);
        var grants = await Places.ReadGrantsAsync(transaction, id, cancellation);
        var detail = new
        {
            account.Name,
            account.DisplayName,
            account.Email,
            Grants = account.Grants.Select(grant => new { Role = grant.Role.ToString(), grant.Scope }),
            HasPassword = account.PasswordHash.Length > 0,
        };
        await changes.WriteAsync(transaction, actor, new(id, account.Name, false, grants), AuditAction.UserAdded, detail, cancellation);
        await transaction.CommitAsync(cancellation);
        return new(id, null);
    }

    /// <summary>Changes the display name and the e-mail address.</summary>
    public Task<AccountFault?> RenameAsync(Actor actor, long id, string displayName, string? email, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageUsers, id, async change =>
        {
            const string read = "SELECT DisplayName, Email FROM UserAccount WHERE Id = @Id";
            const string write = "UPDATE UserAccount SET DisplayName = @DisplayName, Email = @Email WHERE Id = @Id";

            var wanted = new NamesRow { DisplayName = displayName.Trim(), Email = Clean(email) };
            var fault = AccountRules.CheckDisplayName(wanted.DisplayName)
                ?? AccountRules.CheckEmail(wanted.Email)
                ?? await CheckTakenAsync(change.Transaction, id, null, wanted.Email, cancellation);
            var before = await change.Transaction.Connection!.QuerySingleAsync<NamesRow>(
                new(read, new { Id = id }, change.Transaction, cancellationToken: cancellation));
            if (fault is not null || before == wanted)
            {
                return fault;
            }

            await AccountChanges.ExecuteAsync(change, write, new { Id = id, wanted.DisplayName, wanted.Email });
            await changes.WriteAsync(change, AuditAction.UserChanged, new { Before = before, After = wanted });
            return null;
        }, cancellation);

    /// <summary>A disabled account cannot sign in; its sessions end.</summary>
    public Task<AccountFault?> DisableAsync(Actor actor, long id, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageUsers, id, async change =>
        {
            const string sql = "UPDATE UserAccount SET IsDisabled = 1 WHERE Id = @Id AND IsDisabled = 0";

            var administrators = await AccountChanges.ReadAdministratorsAsync(change);
            if (AccountRules.CheckDisabling(change.Manager, change.Subject, administrators) is { } fault)
            {
                return fault;
            }

            if (await AccountChanges.ExecuteAsync(change, sql, new { Id = id }) > 0)
            {
                var ended = await changes.EndSessionsAsync(change, SessionEnd.AccountChanged);
                await changes.WriteAsync(change, AuditAction.UserChanged, new { IsDisabled = true, SessionsEnded = ended });
            }

            return null;
        }, cancellation);

    public Task<AccountFault?> EnableAsync(Actor actor, long id, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageUsers, id, async change =>
        {
            const string sql = "UPDATE UserAccount SET IsDisabled = 0 WHERE Id = @Id AND IsDisabled = 1";

            if (await AccountChanges.ExecuteAsync(change, sql, new { Id = id }) > 0)
            {
                await changes.WriteAsync(change, AuditAction.UserChanged, new { IsDisabled = false });
            }

            return null;
        }, cancellation);

    /// <summary>Forgets failed sign-ins, so that the next try is answered at once.</summary>
    public Task<AccountFault?> UnlockAsync(Actor actor, long id, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageUsers, id, async change =>
        {
            const string sql = """
                UPDATE UserAccount SET FailedSignIns = 0, LockedUntilUtc = NULL
                WHERE Id = @Id AND (FailedSignIns > 0 OR LockedUntilUtc IS NOT NULL)
                """;

            if (await AccountChanges.ExecuteAsync(change, sql, new { Id = id }) > 0)
            {
                await changes.WriteAsync(change, AuditAction.UserChanged, new { IsUnlocked = true });
            }

            return null;
        }, cancellation);

    private async Task<long> InsertAsync(DbTransaction transaction, Actor actor, NewAccount account, CancellationToken cancellation)
    {
        var hasPassword = account.PasswordHash.Length > 0;
        var row = new UserAccount
        {
            Name = account.Name,
            DisplayName = account.DisplayName,
            Email = account.Email,
            PasswordHash = account.PasswordHash,
            MustChangePassword = hasPassword,
            PasswordChangedAtUtc = hasPassword ? changes.Now : null,
            CreatedAtUtc = changes.Now,
        };
        var id = await users.InsertAsync(transaction, row, cancellation);
        foreach (var (role, scope) in account.Grants)
        {
            var grant = new UserGrant { UserId = id, Role = role, Scope = scope, GrantedBy = actor.Name, GrantedAtUtc = changes.Now };
            await GrantStore.InsertAsync(transaction, grant, cancellation);
        }

        return id;
    }

    private async Task<AccountFault?> CheckTakenAsync(
        DbTransaction transaction, long exceptId, string? name, string? email, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT
                (SELECT COUNT(*) FROM UserAccount WHERE Name = @Name {db.IgnoringCase}) AS Names,
                (SELECT COUNT(*) FROM UserAccount WHERE Email = @Email AND Id <> @ExceptId) AS Emails
            """;

        var taken = await transaction.Connection!.QuerySingleAsync<TakenRow>(
            new(sql, new { Name = name, Email = email, ExceptId = exceptId }, transaction, cancellationToken: cancellation));
        return taken.Names > 0 ? AccountFault.NameTaken : taken.Emails > 0 ? AccountFault.EmailTaken : null;
    }

    private static string? Clean(string? email) => string.IsNullOrWhiteSpace(email) ? null : email.Trim().ToLowerInvariant();

    private sealed record NamesRow
    {
        public required string DisplayName { get; init; }

        public string? Email { get; init; }
    }

    private sealed record TakenRow
    {
        public int Names { get; init; }

        public int Emails { get; init; }
    }
}
