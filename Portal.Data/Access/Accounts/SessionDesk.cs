using Dapper;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Access.Accounts;

/// <summary>Which sessions to list.</summary>
/// <param name="Actor">Whose accounts to manage they belong to.</param>
public sealed record SessionFilter(Actor Actor)
{
    /// <summary>Those of one account.</summary>
    public long? UserId { get; init; }

    /// <summary>A part of the user's name or display name.</summary>
    public string? Search { get; init; }

    /// <summary>Those that ended since; those that last when null.</summary>
    public DateTime? EndedSinceUtc { get; init; }

    /// <summary>Those that began this way, whether they last or not; then <see cref="EndedSinceUtc"/> is not asked.</summary>
    public SignInMethod? Method { get; init; }

    internal bool IsLive => Method is null && EndedSinceUtc is null;

    internal bool IsEnded => Method is null && EndedSinceUtc is not null;
}

/// <summary>A session with whose it is and the role in use; the role is null once the grant has been taken away.</summary>
public sealed record ListedSession(UserSession Session, SessionOwner Owner);

/// <param name="ScopeName">Null when the scope is in no registry.</param>
public sealed record SessionOwner(string Name, string DisplayName, Role? Role, string? Scope, string? ScopeName, string? ScopeNameEn);

/// <summary>Other users' sessions: lists and ends them.</summary>
public sealed class SessionDesk(Db db, AccountChanges changes, SessionLimits limits)
{
    /// <summary>
    /// Latest activity first. A session that nobody has asked about since it became too old counts as ended, though
    /// nothing has written that down yet.
    /// </summary>
    public async Task<Page<ListedSession>> ReadPageAsync(SessionFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new
        {
            filter.UserId,
            Search = LikeText.Containing(filter.Search, db.Engine),
            filter.EndedSinceUtc,
            Method = filter.Method?.ToString(),
            IdleSince = changes.Now - limits.Idle,
            LongestSince = changes.Now - limits.Longest,
            page.Skip,
            page.Take,
        });
        var where = new Where()
            .When(filter.UserId is not null, "UserSession.UserId = @UserId")
            .When(
                !string.IsNullOrWhiteSpace(filter.Search),
                @"(UserAccount.Name LIKE @Search ESCAPE '\' OR UserAccount.DisplayName LIKE @Search ESCAPE '\')")
            .When(filter.Method is not null, "UserSession.Method = @Method")
            .When(filter.IsLive, """
                UserSession.EndedAtUtc IS NULL AND UserSession.SeenAtUtc >= @IdleSince AND UserSession.StartedAtUtc >= @LongestSince
                AND UserAccount.IsDisabled = 0 AND G.Id IS NOT NULL
                """)
            .When(filter.IsEnded, """
                COALESCE(UserSession.EndedAtUtc, UserSession.SeenAtUtc) >= @EndedSinceUtc
                AND (UserSession.EndedAtUtc IS NOT NULL OR UserSession.SeenAtUtc < @IdleSince OR UserSession.StartedAtUtc < @LongestSince
                    OR UserAccount.IsDisabled = 1 OR G.Id IS NULL)
                """);
        AccountScope.Confine(where, parameters, filter.Actor);
        var sql = $"""
            SELECT COUNT(*)
            FROM UserSession
            INNER JOIN UserAccount ON UserAccount.Id = UserSession.UserId
            LEFT JOIN UserGrant G ON G.Id = UserSession.GrantId AND G.UserId = UserSession.UserId
            {where};

            SELECT {SessionStore.Columns}, UserAccount.Name, UserAccount.DisplayName, G.Role, G.Scope,
                COALESCE(J.Name, E.Name) AS ScopeName, COALESCE(J.NameEn, E.NameEn) AS ScopeNameEn
            FROM UserSession
            INNER JOIN UserAccount ON UserAccount.Id = UserSession.UserId
            LEFT JOIN UserGrant G ON G.Id = UserSession.GrantId AND G.UserId = UserSession.UserId
            LEFT JOIN Jurisdiction J ON J.Code = G.Scope
            LEFT JOIN Enterprise E ON E.Code = G.Scope
            {where}
            ORDER BY UserSession.SeenAtUtc DESC, UserSession.Id
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        var items = results.Read<UserSession, OwnerRow, ListedSession>((session, owner) => new(session, owner.ToOwner()), splitOn: "Name");
        return new([.. items], total);
    }

    /// <returns>Null also when the session had ended before.</returns>
    public Task<AccountFault?> EndAsync(Actor actor, UserSession session, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageSessions, session.UserId, async change =>
        {
            const string sql = """
                UPDATE UserSession SET EndedAtUtc = @Now, EndReason = 'EndedByAdministrator'
                WHERE Id = @SessionId AND UserId = @Id AND EndedAtUtc IS NULL
                """;

            if (await AccountChanges.ExecuteAsync(change, sql, new { Id = session.UserId, SessionId = session.Id, changes.Now }) > 0)
            {
                await changes.WriteAsync(change, AuditAction.SessionEnded, new { Sessions = 1 });
            }

            return null;
        }, cancellation);

    /// <summary>Ends every session of an account, the asker's own in use excepted.</summary>
    public Task<AccountFault?> EndAllAsync(Actor actor, long userId, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageSessions, userId, async change =>
        {
            const string sql = """
                UPDATE UserSession SET EndedAtUtc = @Now, EndReason = 'EndedByAdministrator'
                WHERE UserId = @Id AND EndedAtUtc IS NULL AND Id <> @OwnId
                """;

            var ended = await AccountChanges.ExecuteAsync(change, sql, new { Id = userId, OwnId = actor.SessionId ?? "", changes.Now });
            if (ended > 0)
            {
                await changes.WriteAsync(change, AuditAction.SessionEnded, new { Sessions = ended });
            }

            return null;
        }, cancellation);

    private sealed record OwnerRow
    {
        public required string Name { get; init; }

        public required string DisplayName { get; init; }

        public string? Role { get; init; }

        public string? Scope { get; init; }

        public string? ScopeName { get; init; }

        public string? ScopeNameEn { get; init; }

        public SessionOwner ToOwner() => new(Name, DisplayName, Role is null ? null : Enum.Parse<Role>(Role), Scope, ScopeName, ScopeNameEn);
    }
}
