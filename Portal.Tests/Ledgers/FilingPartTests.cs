using System.Security.Cryptography;
using Dapper;
using Portal.Data.Ledgers;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers;

/// <summary>Original files lie sealed in the database (S2-42).</summary>
public sealed class FilingPartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnOriginal_LiesSealed_AndComesBackByteForByte(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var rows = Enumerable.Range(1, 3000).Select(number => Sample.Row(FormattableString.Invariant($"{number}"))).ToArray();
        var file = Sample.Csv(rows);
        var report = await Sample.Intake(database.Db).ReceiveAsync(Sample.Request(file), null, Cancellation);

        var stored = await ReadAsync(database);
        Assert.True(stored.Count > 1, "The file must have several parts.");
        Assert.All(stored, part => Assert.Equal(-1, part.AsSpan().IndexOf("示例街"u8)));
        Assert.Equal(file.ToArray(), await CopyAsync(database, report.Filing));
    }

    [Theory, EngineData]
    public async Task APart_OpensInItsOwnPlaceOnly(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var intake = Sample.Intake(database.Db);
        await intake.ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1"))), null, Cancellation);
        var second = await intake.ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("2"))), null, Cancellation);
        await ExecuteAsync(database, "UPDATE FilingPart SET Bytes = (SELECT P.Bytes FROM FilingPart P WHERE P.FilingId = 1) WHERE FilingId = 2");

        await Assert.ThrowsAnyAsync<CryptographicException>(() => CopyAsync(database, second.Filing));
    }

    [Theory, EngineData]
    public async Task APartFromBeforeFilesWereSealed_IsStillRead(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var report = await Sample.Intake(database.Db).ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1"))), null, Cancellation);
        await using var connection = await database.Db.OpenAsync(Cancellation);
        await connection.ExecuteAsync("UPDATE FilingPart SET Format = 0, Bytes = @Bytes", new { Bytes = "as sent"u8.ToArray() });

        Assert.Equal("as sent"u8.ToArray(), await CopyAsync(database, report.Filing));
    }

    private static async Task<byte[]> CopyAsync(TestDatabase database, Filing filing)
    {
        var copy = new MemoryStream();
        await new FilingStore(database.Db, Sample.Keys).CopyFileAsync(filing, copy, Cancellation);
        return copy.ToArray();
    }

    private static async Task<IReadOnlyList<byte[]>> ReadAsync(TestDatabase database)
    {
        await using var connection = await database.Db.OpenAsync(Cancellation);
        return (await connection.QueryAsync<byte[]>("SELECT Bytes FROM FilingPart ORDER BY Part")).AsList();
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.Db.OpenAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }
}
