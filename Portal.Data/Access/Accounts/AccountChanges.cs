using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Access.Accounts;

/// <summary>
/// The frame of every change to an account: one transaction behind one lock, in which it is asked anew whether the
/// asker is still an administrator and whether the account is his to manage; the change, its audit entry and the end of
/// sessions become true together or not at all.
/// </summary>
public sealed class AccountChanges(Db db, AuditLog audit, TimeProvider clock)
{
    internal DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="change">Returns what is wrong, and then nothing is kept; or null.</param>
    internal async Task<AccountFault?> RunAsync(
        Actor actor, Operation operation, long id, Func<Change, Task<AccountFault?>> change, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        if (await ReadManagerAsync(transaction, actor, operation, cancellation) is not { } manager)
        {
            return AccountFault.NotAllowed;
        }

        if (await ReadSubjectAsync(transaction, id, cancellation) is not { } subject || !AccountRules.Manages(manager.Place, subject.Grants))
        {
            return AccountFault.NotFound;
        }

        var fault = await change(new(transaction, actor, manager, subject, cancellation));
        if (fault is null)
        {
            await transaction.CommitAsync(cancellation);
        }

        return fault;
    }

    /// <summary>Who asks, and from where; null when the session, the account or the grant no longer stands.</summary>
    internal static async Task<Manager?> ReadManagerAsync(
        DbTransaction transaction, Actor actor, Operation operation, CancellationToken cancellation)
    {
        const string stands = """
            SELECT COUNT(*) FROM UserAccount
            INNER JOIN UserGrant G ON G.UserId = UserAccount.Id
            WHERE UserAccount.Id = @UserId AND UserAccount.IsDisabled = 0 AND G.Role = @Role AND G.Scope = @Scope
                AND (@SessionId IS NULL OR EXISTS (
                    SELECT 1 FROM UserSession S WHERE S.Id = @SessionId AND S.UserId = UserAccount.Id AND S.GrantId = G.Id AND S.EndedAtUtc IS NULL))
            """;

        if (!actor.May(operation))
        {
            return null;
        }

        var values = new { actor.UserId, Role = actor.Role.ToString(), actor.Scope, actor.SessionId };
        var isOfThePortal = actor == Actor.CommandLine || actor == Actor.Portal;
        return isOfThePortal || await transaction.Connection!.ExecuteScalarAsync<int>(new(stands, values, transaction, cancellationToken: cancellation)) > 0
            ? new(actor.UserId, await Places.ReadAsync(transaction, actor.Scope, cancellation))
            : null;
    }

    internal static async Task<IReadOnlyList<ActiveAdministrator>> ReadAdministratorsAsync(Change change)
    {
        const string sql = """
            SELECT G.UserId, G.Id AS GrantId, G.Scope
            FROM UserGrant G
            INNER JOIN UserAccount ON UserAccount.Id = G.UserId
            WHERE G.Role = 'Administrator' AND UserAccount.IsDisabled = 0
            """;

        return (await change.Transaction.Connection!.QueryAsync<ActiveAdministrator>(
            new(sql, transaction: change.Transaction, cancellationToken: change.Cancellation))).AsList();
    }

    /// <summary>Runs one statement of a change; <c>@Id</c> is the account.</summary>
    internal static Task<int> ExecuteAsync(Change change, string sql, object values) =>
        change.Transaction.Connection!.ExecuteAsync(new(sql, values, change.Transaction, cancellationToken: change.Cancellation));

    /// <summary>Ends the sessions of the account; of one grant when given.</summary>
    internal Task<int> EndSessionsAsync(Change change, SessionEnd reason, long? grantId = null)
    {
        const string sql = """
            UPDATE UserSession
            SET EndedAtUtc = @Now, EndReason = @Reason
            WHERE UserId = @Id AND EndedAtUtc IS NULL AND (@GrantId IS NULL OR GrantId = @GrantId)
            """;

        return ExecuteAsync(change, sql, new { change.Subject.Id, Now, Reason = reason.ToString(), GrantId = grantId });
    }

    internal Task WriteAsync(Change change, AuditAction action, object detail) =>
        WriteAsync(change.Transaction, change.Actor, change.Subject, action, detail, change.Cancellation);

    internal Task WriteAsync(
        DbTransaction transaction, Actor actor, Subject subject, AuditAction action, object detail, CancellationToken cancellation)
    {
        // The entry is seen by auditors of the place where the account's first grant lies.
        var place = subject.Grants[0].Place;
        return audit.AppendAsync(
            transaction,
            new()
            {
                Actor = actor,
                Action = action,
                ObjectType = nameof(UserAccount),
                ObjectId = subject.Id.ToString(CultureInfo.InvariantCulture),
                EnterpriseCode = place.Kind is ScopeKind.Enterprise ? place.Code : null,
                JurisdictionCode = place.Kind is ScopeKind.Jurisdiction ? place.Code : null,
                Detail = detail,
            },
            cancellation);
    }

    private static async Task<Subject?> ReadSubjectAsync(DbTransaction transaction, long id, CancellationToken cancellation)
    {
        const string sql = "SELECT Name, IsDisabled FROM UserAccount WHERE Id = @Id";

        return await transaction.Connection!.QuerySingleOrDefaultAsync<SubjectRow>(new(sql, new { Id = id }, transaction, cancellationToken: cancellation)) is { } row
            ? new(id, row.Name, row.IsDisabled, await Places.ReadGrantsAsync(transaction, id, cancellation))
            : null;
    }

    private sealed record SubjectRow
    {
        public required string Name { get; init; }

        public bool IsDisabled { get; init; }
    }
}

/// <summary>A change under way.</summary>
internal sealed record Change(DbTransaction Transaction, Actor Actor, Manager Manager, Subject Subject, CancellationToken Cancellation);
