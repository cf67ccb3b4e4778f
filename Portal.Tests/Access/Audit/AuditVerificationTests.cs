using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Audit;

/// <summary>What somebody with every right on the database, but without the key ring, can do to the log, and that it is found.</summary>
public sealed class AuditVerificationTests
{
    private const int Entries = 30;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ALogAsWritten_IsSound_AndTheDaysThatAreOverAreAnchoredOnce(Engine engine)
    {
        await using var database = await FillAsync(engine);
        var verification = Verification(database.Db);

        var first = await verification.VerifyAsync([], null, Cancellation);
        var second = await verification.VerifyAsync([], null, Cancellation);
        var job = await verification.AnchorAsync(Cancellation);

        Assert.True(first.IsSound);
        Assert.Equal(Entries, first.Entries);
        Assert.Equal((0, 0), (second.Anchored, job.Anchored));
        Assert.True(first.Anchored > 3);
        Assert.Equal(first.Anchored, second.Anchors);
        Assert.True(job.IsSound && job.Entries < Entries, "The job reads on from the last anchor.");
    }

    [Theory, EngineData]
    public async Task ALogEmptiedWhole_IsFoundByTheAccountsItLeaves_AlsoWhenItWasBegunAnew(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (log, later) = (new AuditLog(database.Db, Sample.Keys, TimeProvider.System), new StillClock(now.AddHours(1)));
        var verification = new AuditVerification(new ChainStore(database.Db), Sample.Keys, later);
        await log.AppendAsync(SampleLog.Draft(1), Cancellation);
        await new UserStore(database.Db).ReplaceAsync(
            new() { Name = "wang", DisplayName = "王", PasswordHash = "", CreatedAtUtc = now.AddSeconds(2) },
            new() { Role = Role.Auditor, Scope = Actor.Everywhere, GrantedBy = "test", GrantedAtUtc = now },
            Cancellation);
        Assert.True((await verification.VerifyAsync([], null, Cancellation)).IsSound);

        await using (var connection = await AttackAsync(database.Db))
        {
            await connection.ExecuteAsync("DELETE FROM AuditHead; DELETE FROM AuditAnchor; DELETE FROM AuditEntry;");
        }

        Assert.Equal(AuditDamage.Emptied, (await verification.VerifyAsync([], null, Cancellation)).First!.Damage);
        await new AuditLog(database.Db, Sample.Keys, later).AppendAsync(SampleLog.Draft(2), Cancellation);
        Assert.Equal(AuditDamage.Emptied, (await verification.VerifyAsync([], null, Cancellation)).First!.Damage);
        Assert.Equal(AuditDamage.Emptied, (await verification.AnchorAsync(Cancellation)).First!.Damage);
    }

    [Theory, EngineData]
    public async Task EveryFieldEdited_IsFoundAtItsEntry(Engine engine)
    {
        await using var database = await FillAsync(engine);
        string[] edits =
        [
            "AtUtc = '2020-01-01 00:00:00'", "ActorName = 'x'", "ActorRole = 'Auditor'", "ActorScope = '*'", "Address = NULL", "Action = 'SignedOut'",
            "ObjectType = 'Filing'", "ObjectId = '99'", "EnterpriseCode = 'x'", "JurisdictionCode = NULL", "Detail = '{}'",
            "PreviousHash = Hash", "Hash = PreviousHash",
        ];
        await using var connection = await AttackAsync(database.Db);
        foreach (var edit in edits)
        {
            // As copied before and put back after each try, the log itself stays the same.
            await connection.ExecuteAsync("DELETE FROM Kept");
            await connection.ExecuteAsync($"INSERT INTO Kept {Copy} WHERE Seq = 7");
            await connection.ExecuteAsync($"UPDATE AuditEntry SET {edit} WHERE Seq = 7");

            await AssertFirstAsync(database.Db, AuditDamage.Edited, 7, edit);

            await connection.ExecuteAsync("DELETE FROM AuditEntry WHERE Seq = 7");
            await connection.ExecuteAsync("INSERT INTO AuditEntry SELECT * FROM Kept");
        }

        Assert.True((await Verification(database.Db).VerifyAsync([], null, Cancellation)).IsSound);
    }

    [Fact]
    public async Task ATimeThatIsNone_AsAFileMayHold_IsFoundAtItsEntry()
    {
        await using var database = await FillAsync(Engine.Sqlite);
        await using var connection = await AttackAsync(database.Db);
        await connection.ExecuteAsync("UPDATE AuditEntry SET AtUtc = 'yesterday' WHERE Seq = 3");

        await AssertFirstAsync(database.Db, AuditDamage.Edited, 3, "time");
    }

    [Theory, EngineData]
    public async Task RemovedSwappedAndAddedEntries_AreNamed(Engine engine)
    {
        await AssertAsync(engine, AuditDamage.Missing, 9, "DELETE FROM AuditEntry WHERE Seq = 9");
        await AssertAsync(engine, AuditDamage.TailCut, 29, "DELETE FROM AuditEntry WHERE Seq > 28");
        await AssertAsync(engine, AuditDamage.TailCut, 1, "DELETE FROM AuditEntry");
        await AssertAsync(
            engine,
            AuditDamage.Moved,
            5,
            "UPDATE AuditEntry SET Seq = 1005 WHERE Seq = 5",
            "UPDATE AuditEntry SET Seq = 5 WHERE Seq = 8",
            "UPDATE AuditEntry SET Seq = 8 WHERE Seq = 1005");
        await AssertAsync(engine, AuditDamage.Moved, 31, $"INSERT INTO AuditEntry {Copy.Replace("Seq,", "31,", StringComparison.Ordinal)} WHERE Seq = 4");
        await AssertAsync(engine, AuditDamage.HeadMissing, 30, "DELETE FROM AuditHead");
        await AssertAsync(engine, AuditDamage.AnchorForged, 1, "UPDATE AuditAnchor SET Entries = Entries + 1 WHERE LastSeq = (SELECT MIN(LastSeq) FROM AuditAnchor)");
    }

    [Theory, EngineData]
    public async Task AChainMadeAnew_IsFoundByTheHead_AndAfterTheNextEntryByWhatTheLogWroteItself(Engine engine)
    {
        await using var database = await FillAsync(engine);
        await using var connection = await AttackAsync(database.Db);
        var forged = (await connection.QueryAsync<AuditEntry>($"{Copy} ORDER BY Seq")).ToList();
        for (var at = 11; at < forged.Count; at++)
        {
            forged[at] = forged[at] with { ActorName = "somebody else", PreviousHash = forged[at - 1].Hash };
            forged[at] = forged[at] with { Hash = AuditRules.Digest(forged[at], forged[at].PreviousHash) };
            await connection.ExecuteAsync("UPDATE AuditEntry SET ActorName = @ActorName, PreviousHash = @PreviousHash, Hash = @Hash WHERE Seq = @Seq", forged[at]);
        }

        await connection.ExecuteAsync("DELETE FROM AuditAnchor");
        await connection.ExecuteAsync("UPDATE AuditHead SET Hash = @Hash, Seal = @Seal", new { forged[^1].Hash, SampleLog.HeadOf(forged[^1], SampleLog.OtherKey).Seal });

        await AssertFirstAsync(database.Db, AuditDamage.HeadForged, 1, "made anew");
        await new AuditLog(database.Db, Sample.Keys, TimeProvider.System).AppendAsync(SampleLog.Draft(31), Cancellation);
        await AssertFirstAsync(database.Db, AuditDamage.ChainBroken, 1, "written on");
        var job = await Verification(database.Db).AnchorAsync(Cancellation);
        Assert.False(job.IsSound);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM AuditAnchor"));
    }

    private const string Copy = """
        SELECT Seq, AtUtc, ActorName, ActorRole, ActorScope, Address, Action, ObjectType, ObjectId, EnterpriseCode, JurisdictionCode,
            Detail, PreviousHash, Hash
        FROM AuditEntry
        """;

    private static AuditVerification Verification(Db db) => new(new ChainStore(db), Sample.Keys, TimeProvider.System);

    private static async Task AssertAsync(Engine engine, AuditDamage damage, long seq, params string[] attack)
    {
        await using var database = await FillAsync(engine);
        await Verification(database.Db).VerifyAsync([], null, Cancellation);
        await using var connection = await AttackAsync(database.Db);
        foreach (var sql in attack)
        {
            await connection.ExecuteAsync(sql);
        }

        await AssertFirstAsync(database.Db, damage, seq, attack[0]);
    }

    private static async Task AssertFirstAsync(Db db, AuditDamage damage, long seq, string attack)
    {
        var first = (await Verification(db).VerifyAsync([], null, Cancellation)).First;
        Assert.True(first is not null && first.Damage == damage && first.Seq == seq, $"After '{attack}' the first finding is {first}, not {damage} at {seq}.");
    }

    /// <summary>Six hours between entries, long ago.</summary>
    private static async Task<TestDatabase> FillAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var clock = new SteppingClock(SampleLog.Start, TimeSpan.FromHours(6));
        var log = new AuditLog(database.Db, Sample.Keys, clock);
        for (var number = 1; number <= Entries; number++)
        {
            await log.AppendAsync(SampleLog.Draft(number), Cancellation);
        }

        return database;
    }

    /// <summary>Takes away what the database does by itself, as its owner can.</summary>
    private static async Task<DbConnection> AttackAsync(Db db)
    {
        var connection = await db.OpenAsync(Cancellation);
        string[] unlock = db.Engine is Engine.Sqlite
            ? ["PRAGMA foreign_keys=OFF", "DROP TRIGGER TR_AuditEntry_Update", "DROP TRIGGER TR_AuditEntry_Delete", $"CREATE TABLE Kept AS {Copy} WHERE Seq = 0"]
            : ["ALTER TABLE AuditHead DROP CONSTRAINT FK_AuditHead_AuditEntry", "DROP TRIGGER TR_AuditEntry_Append", "SELECT * INTO Kept FROM AuditEntry WHERE Seq = 0"];
        foreach (var sql in unlock)
        {
            await connection.ExecuteAsync(sql);
        }

        return connection;
    }

    private sealed class SteppingClock(DateTime start, TimeSpan step) : TimeProvider
    {
        private DateTime _now = start - step;

        public override DateTimeOffset GetUtcNow() => new(_now += step, TimeSpan.Zero);
    }
}
