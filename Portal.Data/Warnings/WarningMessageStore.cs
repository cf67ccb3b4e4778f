using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.Warnings;

/// <summary>
/// Messages about warnings within the portal. One message is for everybody who may see the warning; who has read it is
/// kept for each user. A message waits for the end of quiet hours, and is spent when the warning is settled.
/// </summary>
public sealed class WarningMessageStore(Db db)
{
    private const string Pending = """
        W.State IN @Pending AND M.NotBeforeUtc <= @NowUtc
        AND NOT EXISTS (SELECT 1 FROM WarningRead R WHERE R.MessageId = M.Id AND R.UserId = @UserId)
        """;

    /// <summary>How many warnings have a message the actor has not read.</summary>
    public async Task<int> CountUnreadAsync(Actor actor, DateTime nowUtc, CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(actor, nowUtc);
        var sql = $"""
            SELECT COUNT(DISTINCT W.Id)
            FROM WarningMessage M
            INNER JOIN Warning W ON W.Id = M.WarningId
            {where}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>Marks as read what is shown by now: of one warning, or all.</summary>
    public async Task MarkReadAsync(Actor actor, long? warningId, DateTime nowUtc, CancellationToken cancellation)
    {
        if (actor.UserId == 0)
        {
            return;
        }

        var (where, parameters) = Clauses(actor, nowUtc);
        parameters.Add("WarningId", warningId);
        where.When(warningId is not null, "W.Id = @WarningId");
        var sql = $"""
            INSERT INTO WarningRead (UserId, MessageId, ReadAtUtc)
            SELECT @UserId, M.Id, @NowUtc
            FROM WarningMessage M
            INNER JOIN Warning W ON W.Id = M.WarningId
            {where}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "warnings read", cancellation);
        await connection.ExecuteAsync(new(sql, parameters, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private static (Where Where, DynamicParameters Parameters) Clauses(Actor actor, DateTime nowUtc)
    {
        var parameters = new DynamicParameters(new { actor.UserId, NowUtc = nowUtc, WarningLifeRules.Pending });
        var where = new Where().When(true, Pending);
        EnterpriseScope.Of(actor).Restrict(where, parameters, "W.EnterpriseCode");
        return (where, parameters);
    }
}
