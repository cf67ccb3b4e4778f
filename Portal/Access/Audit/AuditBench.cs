using System.Buffers;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Access.Audit;

/// <summary>
/// Verb <c>bench audit</c>: checks a large audit log and measures, in the same run, what reading the same rows and one
/// SHA-256 over each take, which no check can do without.
/// </summary>
internal static class AuditBench
{
    private const int Runs = 5;

    public static Command Build()
    {
        var entries = new Option<int>("--entries") { Description = "Entries to write first", DefaultValueFactory = _ => 200_000 };
        var command = new Command("audit", "Checks an audit log of 200,000 entries against reading and hashing the same rows") { entries };
        command.SetAction(async (parsed, cancellation) =>
        {
            var place = Directory.CreateTempSubdirectory("regulator-bench-").FullName;
            var db = Db.ForSqlite(Path.Combine(place, "portal.db"));
            try
            {
                await RunAsync(db, Path.Combine(place, "keys", "personal-data.json"), parsed.GetValue(entries), cancellation);
                return 0;
            }
            finally
            {
                db.ClosePool();
                Directory.Delete(place, recursive: true);
            }
        });
        return command;
    }

    private static async Task RunAsync(Db db, string ring, int entries, CancellationToken cancellation)
    {
        await new Migrator(db, TimeProvider.System).MigrateAsync(cancellation);
        using var keys = PersonalData.Open(ring);
        await FillAsync(db, keys, entries, cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stored: {entries} entries, {Environment.ProcessorCount} cores"));

        var verification = new AuditVerification(new ChainStore(db), keys, TimeProvider.System);
        var floor = await MedianAsync("bare read and SHA-256", entries, () => HashAsync(db, cancellation));
        var check = await MedianAsync("audit verify", entries, async () =>
        {
            var report = await verification.VerifyAsync([], null, cancellation);
            if (!report.IsSound || report.Entries != entries)
            {
                throw new InvalidOperationException($"The log of the measurement is not sound: {report.First}.");
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio to bare read and SHA-256: {check / floor:F2}"));
    }

    /// <summary>Like a year of a bureau: a few kinds of entries with a little detail each, in one transaction.</summary>
    private static async Task FillAsync(Db db, PersonalData keys, int entries, CancellationToken cancellation)
    {
        var log = new AuditLog(db, keys, TimeProvider.System);
        AuditAction[] actions = [AuditAction.SignInSucceeded, AuditAction.Exported, AuditAction.PersonalDataRevealed, AuditAction.FilingReceived];
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        for (var number = 0; number < entries; number++)
        {
            var user = string.Create(CultureInfo.InvariantCulture, $"user{number % 300}");
            var draft = new AuditDraft
            {
                Actor = new Actor(user, user, Role.RegulatorOfficer, "150000") { Address = "192.0.2.1" },
                Action = actions[number % actions.Length],
                ObjectType = "Case",
                ObjectId = number.ToString(CultureInfo.InvariantCulture),
                Detail = new { Rows = number, Query = "p=2026-03&limit=S0-37&verdict=Late" },
            };
            await log.AppendAsync(transaction, draft, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The columns of every entry as they come, one hash over each row.</summary>
    private static async Task HashAsync(Db db, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Seq, AtUtc, ActorName, ActorRole, ActorScope, Address, Action, ObjectType, ObjectId, EnterpriseCode, JurisdictionCode,
                Detail, PreviousHash, Hash
            FROM AuditEntry
            ORDER BY Seq
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (row, hash) = (new ArrayBufferWriter<byte>(4096), new byte[SHA256.HashSizeInBytes]);
        var texts = reader.FieldCount - 2;
        while (await reader.ReadAsync(cancellation))
        {
            row.ResetWrittenCount();
            for (var column = 0; column < texts; column++)
            {
                if (!reader.IsDBNull(column))
                {
                    Encoding.UTF8.GetBytes(reader.GetString(column), row);
                }
            }

            row.Write(reader.GetFieldValue<byte[]>(texts));
            row.Write(reader.GetFieldValue<byte[]>(texts + 1));
            SHA256.HashData(row.WrittenSpan, hash);
        }
    }

    private static async Task<double> MedianAsync(string name, int entries, Func<Task> run)
    {
        await run();
        var seconds = new List<double>();
        for (var time = 0; time < Runs; time++)
        {
            var watch = Stopwatch.StartNew();
            await run();
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        var median = seconds.Order().ElementAt(Runs / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {median:F2} s, {entries / median:F0} entries a second"));
        return median;
    }
}
