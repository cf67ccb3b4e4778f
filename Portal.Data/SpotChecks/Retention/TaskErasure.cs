using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Retention;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Retention;

/// <summary>What a run gave up.</summary>
/// <param name="ThroughMonth">The latest month whose campaigns are not kept whole; null when all are.</param>
public sealed record ErasureReport(string? ThroughMonth, int Tasks, int Files);

/// <summary>
/// Gives up what people said and showed in spot checks (S2-42), after the period that complainants of ledgers have, counted
/// from the end of the month in which the campaign ends. Files go with their places and devices, words with the notes;
/// hashes, codes, numbers and dispositions stay, so that no figure changes. Batch by batch: can be interrupted and gone on with.
/// </summary>
[Unscoped("The retention job, for every campaign.")]
public sealed class TaskErasure(Db db, AuditLog audit, TimeProvider clock)
{
    private const int TasksPerBatch = 200;

    // What came after the words of a task were erased is erased by the next run.
    private const string IsDue = """
        (T.ErasedAtUtc IS NULL
        OR EXISTS (SELECT 1 FROM TaskAttempt A WHERE A.TaskId = T.Id AND A.ReceivedAtUtc > T.ErasedAtUtc)
        OR EXISTS (SELECT 1 FROM TaskEvidence V WHERE V.TaskId = T.Id AND V.ErasedAtUtc IS NULL))
        """;

    /// <param name="monthsKept">0: everything is kept for ever.</param>
    /// <param name="actor">Who is recorded.</param>
    /// <param name="cancellation">Between two batches.</param>
    public async Task<ErasureReport> RunAsync(int monthsKept, Actor actor, CancellationToken cancellation)
    {
        const string due = $"""
            SELECT C.Id
            FROM Campaign C
            WHERE C.LastDay < @Before AND EXISTS (SELECT 1 FROM SpotTask T WHERE T.CampaignId = C.Id AND {IsDue})
            ORDER BY C.Id
            """;

        if (monthsKept <= 0)
        {
            return new(null, 0, 0);
        }

        var month = RetentionRules.LastMonth(DateOnly.FromDateTime(LedgerIntake.LedgerNow(clock)), monthsKept);
        var before = DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(1);
        var report = new ErasureReport(month, 0, 0);
        await using var connection = await db.OpenErasingAsync(cancellation);
        foreach (var campaign in (await connection.QueryAsync<long>(new(due, new { Before = before }, commandTimeout: 600, cancellationToken: cancellation))).AsList())
        {
            while (await EraseAsync(connection, campaign, actor, cancellation) is { Tasks: > 0 } batch)
            {
                report = report with { Tasks = report.Tasks + batch.Tasks, Files = report.Files + batch.Files };
            }
        }

        if (report.Tasks > 0)
        {
            await db.EraseLogAsync(connection, cancellation);
        }

        return report;
    }

    /// <summary>The next tasks of a campaign; none when all are done.</summary>
    private async Task<(int Tasks, int Files)> EraseAsync(System.Data.Common.DbConnection connection, long campaign, Actor actor, CancellationToken cancellation)
    {
        var next = $"SELECT T.Id FROM SpotTask T WHERE T.CampaignId = @CampaignId AND {IsDue} ORDER BY T.Id {db.PageTail}";
        const string parts = "DELETE FROM TaskEvidencePart WHERE EvidenceId IN (SELECT V.Id FROM TaskEvidence V WHERE V.TaskId IN @Ids AND V.ErasedAtUtc IS NULL)";
        const string files = """
            UPDATE TaskEvidence
            SET ErasedAtUtc = @AtUtc, FileName = CONCAT('evidence-', Id), Device = NULL, Position = NULL
            WHERE TaskId IN @Ids AND ErasedAtUtc IS NULL
            """;
        const string words = "UPDATE TaskAnswer SET RawText = NULL WHERE TaskId IN @Ids AND RawText IS NOT NULL";
        const string notes = "UPDATE TaskAttempt SET Note = NULL WHERE TaskId IN @Ids AND Note IS NOT NULL";
        const string tasks = "UPDATE SpotTask SET ErasedAtUtc = @AtUtc WHERE Id IN @Ids";

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, FieldWork.LockOf(campaign), cancellation);
        var ids = (await connection.QueryAsync<long>(new(next, new { CampaignId = campaign, Skip = 0, Take = TasksPerBatch }, transaction, cancellationToken: cancellation))).AsList();
        if (ids.Count == 0)
        {
            return default;
        }

        var values = new { Ids = ids, AtUtc = clock.GetUtcNow().UtcDateTime };
        Task<int> RunAsync(string sql) => connection.ExecuteAsync(new(sql, values, transaction, commandTimeout: 600, cancellationToken: cancellation));
        await RunAsync(parts);
        var erased = (Tasks: ids.Count, Files: await RunAsync(files), Words: await RunAsync(words), Notes: await RunAsync(notes));
        await RunAsync(tasks);
        await audit.AppendAsync(transaction, FieldWork.Draft(actor, AuditAction.Anonymised, campaign, new { erased.Tasks, erased.Files, erased.Words, erased.Notes }), cancellation);
        await transaction.CommitAsync(cancellation);
        return (erased.Tasks, erased.Files);
    }
}
