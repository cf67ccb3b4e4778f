using Dapper;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Audit;

/// <summary>The log as the databases keep it: one chain, whoever appends, and nothing is taken back.</summary>
public sealed class AuditLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnEntry_InATransactionRolledBack_LeavesNoTraceAndNoGap(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var log = Log(database.Db);
        await log.AppendAsync(SampleLog.Draft(1), Cancellation);

        await using (var connection = await database.Db.OpenAsync(Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            Assert.Equal(2, await log.AppendAsync(transaction, SampleLog.Draft(2), Cancellation));
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Equal(2, await log.AppendAsync(SampleLog.Draft(3), Cancellation));
        Assert.Equal([1, 2], await SeqsAsync(database.Db));
    }

    [Theory, EngineData]
    public async Task Appenders_SideBySide_MakeOneUnbrokenChain(Engine engine)
    {
        const int writers = 6;
        const int each = 20;
        await using var database = await TestDatabase.CreateAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
            async () =>
            {
                // Each as a process of its own: nothing is shared but the database and the key ring.
                var log = Log(database.Db);
                for (var number = 0; number < each; number++)
                {
                    await log.AppendAsync(SampleLog.Draft((writer * each) + number), Cancellation);
                }
            },
            Cancellation)));

        Assert.Equal(Enumerable.Range(1, writers * each).Select(seq => (long)seq), await SeqsAsync(database.Db));
    }

    [Theory, EngineData]
    public async Task TheDatabase_RefusesToChangeOrRemoveAnEntry(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Log(database.Db).AppendAsync(SampleLog.Draft(1), Cancellation);
        await Log(database.Db).AppendAsync(SampleLog.Draft(2), Cancellation);
        await using var connection = await database.Db.OpenAsync(Cancellation);

        foreach (var sql in new[] { "UPDATE AuditEntry SET ActorName = 'x' WHERE Seq = 1", "DELETE FROM AuditEntry WHERE Seq = 1" })
        {
            var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => connection.ExecuteAsync(sql));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal("user1", await connection.ExecuteScalarAsync<string>("SELECT ActorName FROM AuditEntry WHERE Seq = 1"));
    }

    private static AuditLog Log(Db db) => new(db, Sample.Keys, TimeProvider.System);

    private static async Task<IEnumerable<long>> SeqsAsync(Db db)
    {
        await using var connection = await db.OpenAsync(Cancellation);
        return await connection.QueryAsync<long>("SELECT Seq FROM AuditEntry ORDER BY Seq");
    }
}
