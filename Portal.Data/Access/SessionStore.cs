using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access;

/// <summary>
/// Sessions live in the database, so that every replica knows them and any of them can be ended at once. What a session
/// may do is read with it: an account disabled or a grant taken away ends it without further ado.
/// </summary>
public sealed class SessionStore(Db db, TimeProvider clock, SessionLimits limits)
{
    internal const string Columns = """
        UserSession.Id, UserSession.UserId, UserSession.GrantId, UserSession.Method, UserSession.StartedAtUtc, UserSession.SeenAtUtc,
        UserSession.EndedAtUtc, UserSession.EndReason, UserSession.Address, UserSession.Agent, UserSession.ProviderSession
        """;

    // Activity is written down no more often than this: a page asks for a dozen files.
    private static readonly TimeSpan s_touch = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private DateTime _touchNotBefore;

    /// <summary>Starts a session of the account under one of its grants.</summary>
    /// <returns>Its id, which is what the cookie carries.</returns>
    [Unscoped("Signing in decides who somebody is; nobody's scope is known before.")]
    public async Task<string> BeginAsync(
        long userId, long grantId, SignInMethod method, string address, string agent, string? providerSession, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO UserSession (Id, UserId, GrantId, Method, StartedAtUtc, SeenAtUtc, Address, Agent, ProviderSession)
            VALUES (@Id, @UserId, @GrantId, @Method, @Now, @Now, @Address, @Agent, @ProviderSession)
            """;

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var values = new
        {
            Id = id,
            UserId = userId,
            GrantId = grantId,
            Method = method.ToString(),
            Now = Now,
            Address = Cut(address, 64),
            Agent = Cut(agent, 300),
            ProviderSession = providerSession,
        };
        await using var connection = await db.OpenAsync(cancellation);
        await connection.ExecuteAsync(new(sql, values, cancellationToken: cancellation));
        return id;
    }

    /// <summary>
    /// The session with everything it stands on; null when it has ended, was idle or lasted too long (which ends it now),
    /// its account is disabled or its grant was taken away.
    /// </summary>
    /// <param name="lastActivity">Latest activity the caller knows of; null when the question is no activity itself.</param>
    [Unscoped("By the id of the session, which only its cookie and the portal know.")]
    public async Task<LiveSession?> ReadLiveAsync(string id, DateTime? lastActivity, CancellationToken cancellation)
    {
        const string read = $"""
            SELECT {Columns}
            FROM UserSession
            WHERE UserSession.Id = @Id AND UserSession.EndedAtUtc IS NULL;

            SELECT {UserStore.Columns}
            FROM UserAccount
            INNER JOIN UserSession S ON S.UserId = UserAccount.Id
            WHERE S.Id = @Id AND UserAccount.IsDisabled = 0;

            SELECT {GrantStore.Columns}
            FROM {GrantStore.Source}
            INNER JOIN UserSession S ON S.UserId = UserGrant.UserId
            WHERE S.Id = @Id
            ORDER BY UserGrant.Id;
            """;
        const string touch = "UPDATE UserSession SET SeenAtUtc = @SeenAtUtc WHERE Id = @Id AND SeenAtUtc < @SeenAtUtc";

        await using var connection = await db.OpenAsync(cancellation);
        UserSession? session;
        UserAccount? account;
        List<UserGrant> grants;
        await using (var results = await connection.QueryMultipleAsync(new(read, new { Id = id }, cancellationToken: cancellation)))
        {
            session = await results.ReadSingleOrDefaultAsync<UserSession>();
            account = await results.ReadSingleOrDefaultAsync<UserAccount>();
            grants = (await results.ReadAsync<UserGrant>()).AsList();
        }

        if (session is null || account is null || grants.Find(grant => grant.Id == session.GrantId) is not { } current)
        {
            return null;
        }

        // A gap longer than allowed ends the session, whether it is still going on or has just ended with this activity.
        var seen = lastActivity > session.SeenAtUtc ? lastActivity.Value : session.SeenAtUtc;
        var isIdle = seen - session.SeenAtUtc > limits.Idle || Now - seen > limits.Idle;
        var isTooLong = Now - session.StartedAtUtc > limits.Longest;
        if (isTooLong || isIdle)
        {
            await EndAsync(id, isTooLong ? SessionEnd.Expired : SessionEnd.Idle, cancellation);
            return null;
        }

        if (seen - session.SeenAtUtc >= s_touch && Now >= _touchNotBefore)
        {
            try
            {
                await connection.ExecuteAsync(new(touch, new { Id = id, SeenAtUtc = seen }, commandTimeout: 1, cancellationToken: cancellation));
            }
            catch (DbException) when (!cancellation.IsCancellationRequested)
            {
                // An embedded database is being written by a long filing: nobody waits for a note of his activity.
                _touchNotBefore = Now + s_patience;
            }
        }

        return new(session, account, current, grants);
    }

    /// <summary>Ends the session if it lasts.</summary>
    /// <returns>Whether it did.</returns>
    [Unscoped("Asked by its owner, by whoever may manage sessions, and by the portal.")]
    public async Task<bool> EndAsync(string id, SessionEnd reason, CancellationToken cancellation)
    {
        const string sql = "UPDATE UserSession SET EndedAtUtc = @Now, EndReason = @Reason WHERE Id = @Id AND EndedAtUtc IS NULL";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new(sql, new { Id = id, Now, Reason = reason.ToString() }, cancellationToken: cancellation)) > 0;
    }

    /// <summary>Ends every session of an account, but for the one excepted.</summary>
    /// <returns>How many lasted until now.</returns>
    [Unscoped("Follows a change of the account.")]
    public async Task<int> EndAllAsync(long userId, string? exceptId, SessionEnd reason, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE UserSession
            SET EndedAtUtc = @Now, EndReason = @Reason
            WHERE UserId = @UserId AND EndedAtUtc IS NULL AND Id <> @ExceptId
            """;

        var values = new { UserId = userId, ExceptId = exceptId ?? "", Now, Reason = reason.ToString() };
        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new(sql, values, cancellationToken: cancellation));
    }

    /// <summary>Ends the sessions that a provider's own session, or everything of a person there, stands behind.</summary>
    /// <param name="providerSession">Null for every session of the subject.</param>
    /// <param name="subject">Null for whoever has that session.</param>
    /// <returns>The sessions ended, with their accounts.</returns>
    [Unscoped("The provider ends what it began.")]
    public async Task<IReadOnlyList<UserSession>> EndOfProviderAsync(
        string issuer, string? subject, string? providerSession, CancellationToken cancellation)
    {
        const string read = $"""
            SELECT {Columns}
            FROM UserSession
            WHERE UserSession.EndedAtUtc IS NULL AND UserSession.Method = 'Provider'
                AND (@ProviderSession IS NULL OR UserSession.ProviderSession = @ProviderSession)
                AND UserSession.UserId IN
                    (SELECT I.UserId FROM UserIdentity I WHERE I.Issuer = @Issuer AND (@Subject IS NULL OR I.Subject = @Subject))
            """;

        var values = new { Issuer = issuer, Subject = subject, ProviderSession = providerSession };
        List<UserSession> ended;
        await using (var connection = await db.OpenAsync(cancellation))
        {
            ended = (await connection.QueryAsync<UserSession>(new(read, values, cancellationToken: cancellation))).AsList();
        }

        foreach (var session in ended)
        {
            await EndAsync(session.Id, SessionEnd.EndedByProvider, cancellation);
        }

        return ended;
    }

    /// <summary>The account's sessions that last, newest first.</summary>
    [Unscoped("An account's own sessions.")]
    public async Task<IReadOnlyList<UserSession>> ReadLastingAsync(long userId, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {Columns}
            FROM UserSession
            WHERE UserSession.UserId = @UserId AND UserSession.EndedAtUtc IS NULL
                AND UserSession.SeenAtUtc >= @IdleSince AND UserSession.StartedAtUtc >= @ExpiredBefore
            ORDER BY UserSession.StartedAtUtc DESC, UserSession.Id
            """;

        var values = new { UserId = userId, IdleSince = Now - limits.Idle, ExpiredBefore = Now - limits.Longest };
        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<UserSession>(new(sql, values, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Puts the session under another grant of its own account.</summary>
    /// <returns>False when the account holds no such grant or the session has ended.</returns>
    [Unscoped("Own session, own grant: the statement checks both.")]
    public async Task<bool> SwitchAsync(string id, long grantId, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE UserSession
            SET GrantId = @GrantId
            WHERE Id = @Id AND EndedAtUtc IS NULL
                AND EXISTS (SELECT 1 FROM UserGrant G WHERE G.Id = @GrantId AND G.UserId = UserSession.UserId)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new(sql, new { Id = id, GrantId = grantId }, cancellationToken: cancellation)) > 0;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
