using System.Diagnostics;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;
using Portal.Ledgers;

namespace Portal.SpotChecks.Outcomes;

/// <summary>
/// Part of <c>bench draw</c>: answers the tasks that were drawn, compares them with the ledger, closes the field work, and
/// measures everything that the page of results reads and counts before its first paint.
/// </summary>
internal static class ResultBench
{
    private const int Runs = 15;

    public static async Task RunAsync(BenchProvince province, Actor officer, long campaignId, CancellationToken cancellation)
    {
        var (db, clock) = (province.Db, TimeProvider.System);
        var (campaigns, store, desk, rows) = (new CampaignStore(db), new ResultStore(db), new ResultDesk(db, province.Audit, clock), new FrameRowStore(db));
        await AnswerAsync(province, campaignId, cancellation);
        await BenchProvince.TimeAsync("comparing the answers with the ledger", () => desk.CompareAsync(officer, campaignId, cancellation));
        var (closed, _) = await BenchProvince.TimeAsync("closing the field work", () => new FieldWork(db, province.Audit, clock).CloseAsync(officer, campaignId, "bench", cancellation));
        if (closed is not ClosingAnswer.Closed)
        {
            throw new InvalidOperationException($"The field work of the bench was not closed: {closed}.");
        }

        CampaignResults? results = null;
        await MedianAsync("results page: reading", async () =>
        {
            await campaigns.ReadAsync(campaignId, officer, cancellation);
            results = await store.ReadAsync(officer, campaignId, cancellation);
            await desk.ReadPublicationsAsync(officer, campaignId, cancellation);
        });
        await MedianAsync("results page: counting", () =>
        {
            _ = (results!.Completion, results.Enterprises.Count, results.Consistency.Count, Enum.GetValues<Measure>().Select(results.Estimate).Count(estimate => !estimate.IsSmall));
            return Task.CompletedTask;
        });
        BenchProvince.Say($"  {results!.Tasks.Count} tasks, {results.Facts.Sum(task => task.Count())} facts, {results.Enterprises.Count} enterprises, {results.Claims.Sum(claim => claim.Objects)} rows in the frame");
        await MedianAsync("frozen rows behind a rate, first page", () => rows.ReadAsync(officer, campaignId, ClaimKind.Satisfied, null, (0, 50), cancellation));
        await MedianAsync("frozen rows behind a rate of one enterprise", () => rows.ReadAsync(officer, campaignId, ClaimKind.Rated, results.Enterprises[^1].Code, (0, 50), cancellation));
    }

    /// <summary>Seven in ten tasks are answered, in the way the forms of inspectors would be stored; one in ten is left for the end.</summary>
    private static async Task AnswerAsync(BenchProvince province, long campaignId, CancellationToken cancellation)
    {
        const string field = "UPDATE Campaign SET State = @InField WHERE Id = @CampaignId";
        const string settle = """
            UPDATE SpotTask
            SET Disposition = CASE WHEN Id % 10 < 5 THEN 1 WHEN Id % 10 = 5 THEN 2 WHEN Id % 10 = 6 THEN 3 WHEN Id % 10 = 7 THEN 6 ELSE 7 END,
                State = CASE WHEN Id % 10 < 7 THEN 3 ELSE 4 END, SettledAtUtc = @AtUtc
            WHERE CampaignId = @CampaignId AND Id % 10 < 9
            """;
        const string attempts = """
            INSERT INTO TaskAttempt (ClientId, TaskId, UserId, UserName, DisplayName, Disposition, Standing, Band, At, ReceivedAtUtc)
            SELECT CONCAT('bench ', T.Id), T.Id, @UserId, 'bench', 'Bench', T.Disposition, 1, 2, @AtUtc, @AtUtc
            FROM SpotTask T
            WHERE T.CampaignId = @CampaignId AND T.Disposition IS NOT NULL
            """;
        const string answers = """
            INSERT INTO TaskAnswer (AttemptId, ItemCode, Room, TaskId, ChoiceCode, Number, RawText)
            SELECT A.Id, I.ItemCode, '', A.TaskId,
                CASE WHEN I.ItemCode = 'satisfied' THEN NULL WHEN I.ItemCode = 'solved' AND A.Disposition = 2 THEN 'partly' WHEN A.Disposition = 1 THEN 'yes' ELSE 'no' END,
                CASE WHEN I.ItemCode = 'satisfied' THEN 1 + A.TaskId % 5 ELSE NULL END, 'as it was said'
            FROM TaskAttempt A
            INNER JOIN SpotTask T ON T.Id = A.TaskId
            CROSS JOIN (
                SELECT 'received' AS ItemCode UNION ALL SELECT 'visited' UNION ALL SELECT 'solved' UNION ALL SELECT 'closed-agreed'
                UNION ALL SELECT 'feedback-received' UNION ALL SELECT 'satisfied') I
            WHERE T.CampaignId = @CampaignId AND A.Disposition < 4
            """;

        var user = await new UserStore(province.Db).ReplaceAsync(
            new() { Name = "bench", DisplayName = "Bench", PasswordHash = "", CreatedAtUtc = DateTime.UnixEpoch }, new() { Role = Role.Inspector, Scope = BenchProvince.Code, GrantedBy = "bench" }, cancellation);
        var values = new { CampaignId = campaignId, UserId = user, AtUtc = TimeProvider.System.GetUtcNow().UtcDateTime, CampaignState.InField };
        await using var connection = await province.Db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var sql in new[] { field, settle, attempts, answers })
        {
            await connection.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
    }

    private static async Task MedianAsync(string name, Func<Task> run)
    {
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        process.Refresh();
        var each = (process.TotalProcessorTime - processor).TotalMilliseconds / Runs;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: {times.Order().ElementAt(Runs / 2):F0} ms, first {times[0]:F0} ms, {each:F0} ms of processor; median of {Runs} runs"));
    }
}
