using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Findings;

/// <summary>
/// Messages about findings within the portal: an enterprise reads that it was told and what was decided, a bureau that an
/// enterprise has explained, whoever proposed it what was decided. Who has read one is kept for each user; a further
/// step takes its place.
/// </summary>
public sealed class FindingMessages(Db db, TimeProvider clock)
{
    /// <summary>Marks as read how far the finding has come, as the actor sees it.</summary>
    public async Task MarkReadAsync(Actor actor, Finding finding, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO FindingRead (UserId, FindingId, Revision, ReadAtUtc)
            SELECT @UserId, F.Id, F.Revision, @AtUtc
            FROM Finding F
            WHERE F.Id = @Id AND F.Revision = @Revision
                AND NOT EXISTS (SELECT 1 FROM FindingRead R WHERE R.UserId = @UserId AND R.FindingId = F.Id AND R.Revision = F.Revision)
            """;

        if (actor.UserId == 0)
        {
            return;
        }

        var values = new { actor.UserId, finding.Id, finding.Revision, AtUtc = clock.GetUtcNow().UtcDateTime };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "findings read", cancellation);
        await connection.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Those with a message the reader has not read; the clause needs <c>@ReaderId</c>.</summary>
    internal static void Restrict(Actor reader, Where where, DynamicParameters parameters)
    {
        parameters.AddDynamicParams(new { ReaderId = reader.UserId });
        where
            .When(reader.IsEnterprise, "F.State IN (2, 4, 5, 6)")
            .When(!reader.IsEnterprise && reader.May(Operation.ConfirmFindings), "(F.State = 3 OR (F.State IN (4, 5) AND F.ProposedById = @ReaderId))")
            .When(!reader.IsEnterprise && !reader.May(Operation.ConfirmFindings), "F.State IN (4, 5) AND F.ProposedById = @ReaderId")
            .When(true, "NOT EXISTS (SELECT 1 FROM FindingRead R WHERE R.FindingId = F.Id AND R.Revision = F.Revision AND R.UserId = @ReaderId)");
    }
}
