using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Scheduling;

/// <summary>Keeps the history of jobs, so that an operator sees that the night's work was done (design §3).</summary>
[Unscoped("What the portal did on schedule speaks of no enterprise.")]
public sealed class JobRunStore(Db db)
{
    /// <summary>Somewhat more than a year, so that the same night of last year can be looked up.</summary>
    public const int DaysKept = 400;

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

    /// <summary>Ends a run, and lets go of those of the same job that are older than <see cref="DaysKept"/>.</summary>
    public async Task EndAsync(long id, JobOutcome outcome, string? detail, DateTime endedAtUtc, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE JobRun
            SET EndedAtUtc = @EndedAtUtc, Outcome = @Outcome, Detail = @Detail
            WHERE Id = @Id
            """;
        const string prune = "DELETE FROM JobRun WHERE Job = (SELECT R.Job FROM JobRun R WHERE R.Id = @Id) AND StartedAtUtc < @Oldest";

        var values = new { EndedAtUtc = endedAtUtc, Outcome = outcome, Detail = detail, Id = id, Oldest = endedAtUtc.AddDays(-DaysKept) };
        await using var connection = await db.OpenAsync(cancellation);
        await connection.ExecuteAsync(new(sql, values, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(prune, values, cancellationToken: cancellation));
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
