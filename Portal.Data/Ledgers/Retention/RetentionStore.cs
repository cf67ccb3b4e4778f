using System.Data.Common;
using System.Text;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Retention;

/// <summary>
/// Gives up what is kept of complainants, a batch of rows at a time. Every batch is a transaction of its own and can be
/// done again, so an interrupted pass is gone on with. Deleted bytes are overwritten in an embedded database.
/// </summary>
public sealed class RetentionStore(Db db, PersonalData personalData)
{
    private const int RowsPerBatch = 500;

    private static readonly byte[] s_keyPlace = Encoding.UTF8.GetBytes("retention pass");

    /// <summary>Filings up to that month that still hold personal data, oldest first.</summary>
    [Unscoped("The retention job, for every enterprise.")]
    public async Task<IReadOnlyList<DueFiling>> ReadDueAsync(string throughMonth, CancellationToken cancellation)
    {
        const string sql = """
            SELECT F.Id, F.EnterpriseCode, F.Period, CASE WHEN F.Status = @Accepted THEN F.RowsRead ELSE 0 END AS Rows
            FROM Filing F
            WHERE F.AnonymisedAtUtc IS NULL AND F.Period <= @ThroughMonth
            ORDER BY F.Period, F.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var filings = await connection.QueryAsync<DueFiling>(
            new(sql, new { ThroughMonth = throughMonth, FilingStatus.Accepted }, cancellationToken: cancellation));
        return filings.AsList();
    }

    /// <summary>The pass that was interrupted, or a new one.</summary>
    /// <returns>The key that blinds the hashes.</returns>
    internal async Task<byte[]> BeginAsync(string throughMonth, byte[] newKey, DateTime atUtc, CancellationToken cancellation)
    {
        const string read = "SELECT P.HashKey FROM RetentionPass P WHERE P.FinishedAtUtc IS NULL ORDER BY P.Id";
        const string insert = """
            INSERT INTO RetentionPass (ThroughMonth, HashKey, StartedAtUtc)
            VALUES (@ThroughMonth, @HashKey, @AtUtc)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "retention", cancellation);
        if (await connection.QueryFirstOrDefaultAsync<byte[]>(new(read, transaction: transaction, cancellationToken: cancellation)) is { } open)
        {
            return personalData.Unseal(open, s_keyPlace);
        }

        var values = new { ThroughMonth = throughMonth, HashKey = personalData.Seal(newKey, s_keyPlace), AtUtc = atUtc };
        await connection.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return newKey;
    }

    /// <summary>Anonymises the next rows of a filing after that id.</summary>
    /// <returns>The last id seen; null when there are no more.</returns>
    internal async Task<long?> AnonymiseRowsAsync(
        DueFiling filing, long after, Func<PersonalRow, PersonalRow> anonymise, CancellationToken cancellation)
    {
        var read = $"""
            SELECT L.Id, L.Complainant, L.PhoneHash, L.AddressHash, L.Content, L.SubType, L.Community, L.Department, L.Staff,
                L.Resolution, L.Responsibility, L.ExtensionReason, L.Evidence, L.ReturnReason
            FROM LedgerRow L
            WHERE L.Id > @After AND L.Id <= @Last
            ORDER BY L.Id
            {db.PageTail}
            """;
        const string update = """
            UPDATE LedgerRow
            SET Complainant = @Complainant, PhoneHash = @PhoneHash, AddressHash = @AddressHash, Content = @Content,
                SubType = @SubType, Community = @Community, Department = @Department, Staff = @Staff, Resolution = @Resolution,
                Responsibility = @Responsibility, ExtensionReason = @ExtensionReason, Evidence = @Evidence, ReturnReason = @ReturnReason
            WHERE Id = @Id
            """;

        await using var connection = await db.OpenErasingAsync(cancellation);
        await using var transaction = await BeginAsync(connection, filing, cancellation);
        var range = new { After = after, Last = LedgerStore.RowId(filing.Id, LedgerStore.RowsPerFiling - 1), Skip = 0, Take = RowsPerBatch };
        var rows = (await connection.QueryAsync<PersonalRow>(new(read, range, transaction, cancellationToken: cancellation))).AsList();
        foreach (var row in rows.Where(row => !PersonalData.IsAnonymised(row.Complainant)))
        {
            await connection.ExecuteAsync(new(update, anonymise(row), transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        return rows.Count == 0 ? null : rows[^1].Id;
    }

    /// <summary>Gives up the file and the values in the issues of a filing, and marks it; what the caller adds becomes part of the same transaction.</summary>
    internal async Task FinishFilingAsync(
        DueFiling filing, DateTime atUtc, Func<DbTransaction, int, Task> append, CancellationToken cancellation)
    {
        const string parts = "DELETE FROM FilingPart WHERE FilingId = @Id";
        const string values = "UPDATE FilingIssue SET Value = NULL WHERE FilingId = @Id AND Value IS NOT NULL";
        const string mark = "UPDATE Filing SET AnonymisedAtUtc = @AtUtc WHERE Id = @Id AND AnonymisedAtUtc IS NULL";

        await using var connection = await db.OpenErasingAsync(cancellation);
        await using var transaction = await BeginAsync(connection, filing, cancellation);
        if (await connection.ExecuteAsync(new(mark, new { filing.Id, AtUtc = atUtc }, transaction, cancellationToken: cancellation)) == 1)
        {
            await connection.ExecuteAsync(new(parts, new { filing.Id }, transaction, commandTimeout: 600, cancellationToken: cancellation));
            await new RollupWriter(connection, transaction).ReplaceWordsAsync(filing.EnterpriseCode, filing.Id, cancellation);
            var cleared = await connection.ExecuteAsync(new(values, new { filing.Id }, transaction, commandTimeout: 600, cancellationToken: cancellation));
            await append(transaction, cleared);
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>Forgets the key of the open pass, if there is one.</summary>
    internal async Task FinishAsync(DateTime atUtc, CancellationToken cancellation)
    {
        const string sql = "UPDATE RetentionPass SET HashKey = NULL, FinishedAtUtc = @AtUtc WHERE FinishedAtUtc IS NULL";

        await using var connection = await db.OpenErasingAsync(cancellation);
        if (await connection.ExecuteAsync(new(sql, new { AtUtc = atUtc }, cancellationToken: cancellation)) > 0)
        {
            await db.EraseLogAsync(connection, cancellation);
        }
    }

    private async Task<DbTransaction> BeginAsync(DbConnection connection, DueFiling filing, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "filing " + filing.EnterpriseCode, cancellation);
        return transaction;
    }
}
