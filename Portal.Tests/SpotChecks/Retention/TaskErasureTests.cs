using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Retention;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.SpotChecks.Evidence;
using Portal.Tests.SpotChecks.Findings;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Retention;

/// <summary>After the period nothing is left of what people said and showed in a spot check, and no figure has changed (S2-42).</summary>
public sealed class TaskErasureTests
{
    private const string Words = "邻居王婶也说没人来过";
    private const string Note = "开门的是儿子小李";
    private const string FileName = "老李家客厅";

    /// <summary>Everything that results, findings and comparison are made of.</summary>
    private static readonly string[] s_figures =
    [
        "SELECT Id, CampaignId, Stratum, WeightOver, WeightUnder, State, Disposition, SettledAtUtc FROM SpotTask ORDER BY Id",
        "SELECT Id, TaskId, Disposition, Standing, Band, At FROM TaskAttempt ORDER BY Id",
        "SELECT AttemptId, ItemCode, Room, ChoiceCode, Number FROM TaskAnswer ORDER BY AttemptId, ItemCode, Room",
        "SELECT Id, TaskId, ItemCode, Kind, Length, Sha256, OriginalSha256, ReceivedAtUtc FROM TaskEvidence ORDER BY Id",
        "SELECT D.TaskId, D.Fact, D.Outcome, D.Claimed, D.Found FROM Discrepancy D ORDER BY D.TaskId, D.Fact",
        "SELECT Id, Type, State, FactsJson FROM Finding ORDER BY Id",
        "SELECT CampaignId, EnterpriseCode, Objects, Rated, Satisfied, Closed, Solved FROM FrameClaim ORDER BY CampaignId, EnterpriseCode",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AfterThePeriod_NothingSaidOrShownIsLeft_AndEveryFigureIsTheSame(Engine engine)
    {
        await using var league = await CheckedAsync(engine);
        var (before, results) = (await FiguresAsync(league), await ResultsAsync(league));
        Assert.NotEqual(0, await ScalarAsync(league, "SELECT COUNT(*) FROM TaskEvidence WHERE Position IS NOT NULL AND Device IS NOT NULL"));
        var file = (await league.Field.Evidence.ReadOfTaskAsync(league.Officer, await TaskAsync(league), Cancellation)).Single();

        league.Field.Clock.Advance(TimeSpan.FromDays((3 * 365) + 60));
        var report = await RunAsync(league);

        Assert.Equal((24, 1), (report.Tasks, report.Files));
        Assert.Equal(before, await FiguresAsync(league));
        Assert.Equal(results, await ResultsAsync(league));
        Assert.Equal(0, await ScalarAsync(league, "SELECT COUNT(*) FROM TaskEvidencePart"));
        Assert.Equal(0, await ScalarAsync(league, "SELECT COUNT(*) FROM TaskEvidence WHERE Position IS NOT NULL OR Device IS NOT NULL"));
        var erased = (await league.Field.Evidence.ReadAsync(league.Officer, file.Id, Cancellation))!;
        Assert.Equal((file.Sha256, file.OriginalSha256), (erased.Sha256, erased.OriginalSha256));
        Assert.Equal(league.Field.Clock.GetUtcNow().UtcDateTime.Date, erased.ErasedAtUtc!.Value.Date);
        Assert.NotNull((await league.Field.Tasks.ReadAsync(league.Officer, file.TaskId, Cancellation))!.ErasedAtUtc);
        await AssertNothingLeftAsync(league);
        Assert.Single(await league.Field.Bureau.AuditAsync(), action => action == "Anonymised");

        Assert.Equal((0, 0), await RunAsync(league) is var again ? (again.Tasks, again.Files) : default);
        Assert.Single(await league.Field.Bureau.AuditAsync(), action => action == "Anonymised");
    }

    [Theory, EngineData]
    public async Task WithinThePeriod_OrWithoutOne_EverythingIsKept(Engine engine)
    {
        await using var league = await CheckedAsync(engine);

        // The campaign ends on 19 December 2025: kept for 36 months after the end of that month, through 31 December 2028.
        league.Field.Clock.Advance(new DateTime(2028, 12, 31, 10, 0, 0, DateTimeKind.Utc) - league.Field.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(0, (await RunAsync(league)).Tasks);

        league.Field.Clock.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(new(null, 0, 0), await Operation(league).RunAsync(0, Actor.Portal, Cancellation));
        Assert.NotEqual(0, await ScalarAsync(league, "SELECT COUNT(*) FROM TaskEvidencePart"));
        Assert.Equal(24, (await RunAsync(league)).Tasks);
    }

    [Theory, EngineData]
    public async Task OnTheFirstDayAfterThePeriod_ItIsGivenUp(Engine engine)
    {
        await using var league = await CheckedAsync(engine);

        league.Field.Clock.Advance(new DateTime(2029, 1, 1, 10, 0, 0, DateTimeKind.Utc) - league.Field.Clock.GetUtcNow().UtcDateTime);

        Assert.Equal(("2025-12", 24), await RunAsync(league) is var report ? (report.ThroughMonth, report.Tasks) : default);
    }

    [Theory, EngineData]
    public async Task AnInterruptedRun_IsGoneOnWith_AndWhatComesLaterGoesToo(Engine engine)
    {
        await using var league = await CheckedAsync(engine);
        league.Field.Clock.Advance(TimeSpan.FromDays((3 * 365) + 60));
        await league.Field.Bureau.ExecuteAsync(engine is Engine.Sqlite ? "ALTER TABLE AuditHead RENAME TO AuditHeadAway" : "EXEC sp_rename 'AuditHead', 'AuditHeadAway', 'OBJECT'");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RunAsync(league));
        Assert.NotEqual(0, await ScalarAsync(league, "SELECT COUNT(*) FROM TaskEvidencePart"));
        await league.Field.Bureau.ExecuteAsync(engine is Engine.Sqlite ? "ALTER TABLE AuditHeadAway RENAME TO AuditHead" : "EXEC sp_rename 'AuditHeadAway', 'AuditHead', 'OBJECT'");
        Assert.Equal(24, (await RunAsync(league)).Tasks);

        // From a telephone that had lain in a drawer: kept beside the result, and given up by the next run.
        league.Field.Clock.Advance(TimeSpan.FromHours(5));
        var late = await league.Field.SendAsync(league.Field.First, await TaskAsync(league), league.Field.Solved(words: Words));
        Assert.Equal((SubmissionAnswer.Taken, false), (late.Answer, late.Standing is AttemptStanding.Counted));
        league.Field.Clock.Advance(TimeSpan.FromHours(5));

        Assert.Equal(1, (await RunAsync(league)).Tasks);
        await AssertNothingLeftAsync(league);
    }

    /// <summary>A closed campaign with words, a note, a photo that knows its place, and a finding.</summary>
    private static async Task<FoundLeague> CheckedAsync(Engine engine)
    {
        var league = await FoundLeague.OpenAsync(engine);
        var task = (await league.Field.ListAsync(league.Field.First)).First(line => line.EnterpriseCode == Ledgers.Sample.EnterpriseCode);
        var taken = await league.Field.EvidenceIntake.ReceiveAsync(league.Field.First, task.Id, new(Guid.NewGuid(), null, FileName + ".jpg", SampleFiles.With(SampleFiles.Jpeg, SampleFiles.ExifSegment())), Cancellation);
        Assert.Equal(EvidenceAnswer.Taken, taken.Answer);
        var unsolved = league.Unsolved();
        var sent = await league.Field.SendAsync(
            league.Field.First, task.Id, unsolved with { Note = Note, Answers = [.. unsolved.Answers.Select(answer => answer.ItemCode == "visited" ? answer with { Words = Words } : answer)] });
        Assert.Equal(SubmissionAnswer.Taken, sent.Answer);
        await league.CloseAsync();
        await league.ProposedAsync(task.Id);
        return league;
    }

    private static async Task<long> TaskAsync(FoundLeague league) => await ScalarAsync(league, "SELECT MIN(TaskId) FROM TaskEvidence");

    private static TaskErasure Operation(FoundLeague league) => new(league.Field.Db, league.Field.Bureau.Audit, league.Field.Clock);

    private static Task<ErasureReport> RunAsync(FoundLeague league) => Operation(league).RunAsync(36, Actor.Portal, Cancellation);

    private static async Task<long> ScalarAsync(FoundLeague league, string sql) => await league.Field.Bureau.ScalarAsync<long>(sql);

    private static async Task<string> ResultsAsync(FoundLeague league)
    {
        var results = await league.Results.ReadAsync(league.Officer, league.Campaign, Cancellation);
        return string.Join('\n', Enum.GetValues<Measure>().Select(measure => results.Estimate(measure).ToString()).Concat(results.Consistency.Select(fact => fact.ToString())));
    }

    private static async Task<string> FiguresAsync(FoundLeague league)
    {
        var text = new StringBuilder();
        await using var connection = await league.Field.Db.OpenAsync(Cancellation);
        foreach (var sql in s_figures)
        {
            foreach (IDictionary<string, object?> row in await connection.QueryAsync(sql))
            {
                text.AppendJoin('|', row.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Every text of the tables of tasks; of an embedded database every byte of its file and log.</summary>
    private static async Task AssertNothingLeftAsync(FoundLeague league)
    {
        string[] traces = [Words, Note, FileName];
        var text = new StringBuilder();
        await using (var connection = await league.Field.Db.OpenAsync(Cancellation))
        {
            foreach (var table in new[] { "SpotTask", "TaskAttempt", "TaskAnswer", "TaskEvidence", "AuditEntry" })
            {
                foreach (IDictionary<string, object?> row in await connection.QueryAsync($"SELECT * FROM {table}"))
                {
                    text.AppendJoin('|', row.Values.OfType<string>()).Append('\n');
                }
            }
        }

        Assert.All(traces, trace => Assert.DoesNotContain(trace, text.ToString(), StringComparison.Ordinal));
        if (league.Field.Db.Engine is Engine.Sqlite)
        {
            var path = new SqliteConnectionStringBuilder(league.Field.Db.ConnectionString).DataSource;
            foreach (var file in new[] { path, path + "-wal" }.Where(File.Exists))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes, Cancellation);
                Assert.All(traces, trace => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace))));
            }
        }
    }
}
