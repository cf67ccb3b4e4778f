using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.Accounts;

/// <summary>What one may ask the list of accounts for.</summary>
public enum AccountState
{
    Active,
    Disabled,
    Locked,
    MustChangePassword,
}

/// <summary>Which accounts to list.</summary>
/// <param name="Actor">Whose accounts to manage they are.</param>
public sealed record AccountFilter(Actor Actor)
{
    /// <summary>A part of the name or the display name.</summary>
    public string? Search { get; init; }

    public Role? Role { get; init; }

    /// <summary>A part of the name or code of a jurisdiction or enterprise over which a role is held.</summary>
    public string? Scope { get; init; }

    public AccountState? State { get; init; }
}

/// <summary>An account with what it holds, in the order in which it was given.</summary>
public sealed record ListedAccount(UserAccount Account, IReadOnlyList<UserGrant> Grants)
{
    /// <summary>Last activity of any session; null for an account that never signed in.</summary>
    public DateTime? SeenAtUtc { get; init; }
}

/// <summary>Who an OpenID provider says the owner of the account is.</summary>
public sealed record LinkedIdentity
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public DateTime LinkedAtUtc { get; init; }
}

/// <summary>Reads the accounts that somebody manages.</summary>
public sealed class AccountStore(Db db, TimeProvider clock)
{
    /// <summary>By name.</summary>
    public async Task<Page<ListedAccount>> ReadPageAsync(AccountFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new
        {
            Search = LikeText.Containing(filter.Search, db.Engine),
            Role = filter.Role?.ToString(),
            Scope = LikeText.Containing(filter.Scope, db.Engine),
            Now = clock.GetUtcNow().UtcDateTime,
            page.Skip,
            page.Take,
        });
        var where = new Where()
            .When(
                !string.IsNullOrWhiteSpace(filter.Search),
                @"(UserAccount.Name LIKE @Search ESCAPE '\' OR UserAccount.DisplayName LIKE @Search ESCAPE '\')")
            .When(filter.Role is not null, "EXISTS (SELECT 1 FROM UserGrant R WHERE R.UserId = UserAccount.Id AND R.Role = @Role)")
            .When(!string.IsNullOrWhiteSpace(filter.Scope), """
                EXISTS (
                    SELECT 1 FROM UserGrant S
                    LEFT JOIN Jurisdiction SJ ON SJ.Code = S.Scope
                    LEFT JOIN Enterprise SE ON SE.Code = S.Scope
                    WHERE S.UserId = UserAccount.Id AND (S.Scope LIKE @Scope ESCAPE '\'
                        OR SJ.Name LIKE @Scope ESCAPE '\' OR SJ.NameEn LIKE @Scope ESCAPE '\'
                        OR SE.Name LIKE @Scope ESCAPE '\' OR SE.NameEn LIKE @Scope ESCAPE '\'))
                """)
            .When(filter.State is AccountState.Disabled, "UserAccount.IsDisabled = 1")
            .When(filter.State is not null and not AccountState.Disabled, "UserAccount.IsDisabled = 0")
            .When(filter.State is AccountState.Locked, "UserAccount.LockedUntilUtc > @Now")
            .When(filter.State is AccountState.Active, "(UserAccount.LockedUntilUtc IS NULL OR UserAccount.LockedUntilUtc <= @Now)")
            .When(filter.State is AccountState.MustChangePassword, "UserAccount.MustChangePassword = 1");
        AccountScope.Confine(where, parameters, filter.Actor);
        var sql = $"""
            SELECT COUNT(*) FROM UserAccount {where};

            SELECT {UserStore.Columns} FROM UserAccount {where}
            ORDER BY UserAccount.Name, UserAccount.Id
            {db.PageTail};

            SELECT {GrantStore.Columns} FROM {GrantStore.Source}
            WHERE UserGrant.UserId IN (
                SELECT UserAccount.Id FROM UserAccount {where}
                ORDER BY UserAccount.Name, UserAccount.Id
                {db.PageTail})
            ORDER BY UserGrant.Id;

            SELECT UserSession.UserId, MAX(UserSession.SeenAtUtc) AS SeenAtUtc FROM UserSession
            WHERE UserSession.UserId IN (
                SELECT UserAccount.Id FROM UserAccount {where}
                ORDER BY UserAccount.Name, UserAccount.Id
                {db.PageTail})
            GROUP BY UserSession.UserId;
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        var accounts = (await results.ReadAsync<UserAccount>()).AsList();
        var grants = (await results.ReadAsync<UserGrant>()).ToLookup(grant => grant.UserId);
        var seen = (await results.ReadAsync<Seen>()).ToDictionary(row => row.UserId, row => row.SeenAtUtc);
        return new(
            [.. accounts.Select(account => new ListedAccount(account, [.. grants[account.Id]]) { SeenAtUtc = seen.TryGetValue(account.Id, out var at) ? at : null })],
            total);
    }

    /// <summary>Null when there is none that the actor manages.</summary>
    public async Task<ListedAccount?> ReadAsync(Actor actor, long id, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id });
        var where = new Where().When(true, "UserAccount.Id = @Id");
        AccountScope.Confine(where, parameters, actor);
        var sql = $"""
            SELECT {UserStore.Columns} FROM UserAccount {where};

            SELECT {GrantStore.Columns} FROM {GrantStore.Source}
            WHERE UserGrant.UserId IN (SELECT UserAccount.Id FROM UserAccount {where})
            ORDER BY UserGrant.Id;

            SELECT UserSession.UserId, MAX(UserSession.SeenAtUtc) AS SeenAtUtc FROM UserSession
            WHERE UserSession.UserId IN (SELECT UserAccount.Id FROM UserAccount {where})
            GROUP BY UserSession.UserId;
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var account = await results.ReadSingleOrDefaultAsync<UserAccount>();
        var grants = (await results.ReadAsync<UserGrant>()).AsList();
        var seen = await results.ReadSingleOrDefaultAsync<Seen>();
        return account is null ? null : new(account, grants) { SeenAtUtc = seen?.SeenAtUtc };
    }

    /// <summary>The provider identities linked to the account, if the actor manages it; oldest first.</summary>
    public async Task<IReadOnlyList<LinkedIdentity>> ReadIdentitiesAsync(Actor actor, long id, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id });
        var where = new Where().When(true, "UserAccount.Id = @Id");
        AccountScope.Confine(where, parameters, actor);
        var sql = $"""
            SELECT UserIdentity.Issuer, UserIdentity.Subject, UserIdentity.LinkedAtUtc
            FROM UserIdentity
            INNER JOIN UserAccount ON UserAccount.Id = UserIdentity.UserId
            {where}
            ORDER BY UserIdentity.LinkedAtUtc, UserIdentity.Issuer, UserIdentity.Subject
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<LinkedIdentity>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    private sealed record Seen
    {
        public long UserId { get; init; }

        public DateTime SeenAtUtc { get; init; }
    }
}
