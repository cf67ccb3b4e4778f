using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Scheduling;

/// <summary>Keeps the history of jobs, so that an operator sees that the night's work was done (design §3).</summary>
[Unscoped("What the portal did on schedule speaks of no enterprise.")]
public sealed class JobRunStore(Db db)
{
    /// <returns>The run's id.</returns>
    public async Task<long> BeginAsync(string job, DateTime startedAtUtc, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO JobRun (Job, StartedAtUtc, Outcome)
            VALUES (@Job, @StartedAtUtc, @Outcome)
            {db.ReturningId}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(
            new(sql, new { Job = job, StartedAtUtc = startedAtUtc, Outcome = JobOutcome.Unfinished }, cancellationToken: cancellation));
    }

    public async Task EndAsync(long id, JobOutcome outcome, string? detail, DateTime endedAtUtc, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE JobRun
            SET EndedAtUtc = @EndedAtUtc, Outcome = @Outcome, Detail = @Detail
            WHERE Id = @Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await connection.ExecuteAsync(new(sql, new { EndedAtUtc = endedAtUtc, Outcome = outcome, Detail = detail, Id = id }, cancellationToken: cancellation));
    }

    /// <summary>Newest first.</summary>
    public async Task<Page<JobRun>> ReadPageAsync(PageRequest page, CancellationToken cancellation)
    {
        const string count = "SELECT COUNT(*) FROM JobRun";
        var sql = $"""
            SELECT Id, Job, StartedAtUtc, EndedAtUtc, Outcome, Detail
            FROM JobRun
            ORDER BY Id DESC
            {db.PageTail}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var total = await connection.ExecuteScalarAsync<int>(new(count, cancellationToken: cancellation));
        var runs = await connection.QueryAsync<JobRun>(new(sql, new { page.Skip, page.Take }, cancellationToken: cancellation));
        return new(runs.AsList(), total);
    }
}
