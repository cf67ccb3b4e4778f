using System.Data.Common;
using Dapper;
using Portal.Data.SpotChecks.Comparison;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>What an attempt that counts makes of its task.</summary>
internal static class TaskOutcome
{
    /// <summary>The standing after the attempt; null when the task has ended before.</summary>
    public static async Task<TaskStanding?> NextAsync(DbTransaction transaction, TaskLine task, TaskAttempt attempt, CancellationToken cancellation)
    {
        var others = await ReadNoAnswersAsync(transaction, task.Id, attempt.Id, cancellation);
        var apart = AttemptRules.Apart(others);
        var isApart = AttemptRules.Apart([.. others, (attempt.At, attempt.Band)]).Count > apart.Count;
        return AttemptRules.Next(new(task.State, task.Disposition, apart), attempt.Disposition, isApart ? attempt.Band : null, AttemptPlan.For(task.Kind));
    }

    /// <summary>Writes the standing, and with a result what it says against the ledger.</summary>
    public static async Task WriteAsync(DbTransaction transaction, long taskId, TaskStanding after, DateTime atUtc, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE SpotTask
            SET State = @State, Disposition = @Disposition, SettledAtUtc = @SettledAtUtc, Version = Version + 1
            WHERE Id = @Id AND Disposition IS NULL
            """;

        var values = new { Id = taskId, after.State, after.Disposition, SettledAtUtc = after.IsSettled ? atUtc : (DateTime?)null };
        await transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
        if (after.IsSettled)
        {
            await ComparisonWriter.WriteTaskAsync(transaction, taskId, atUtc, cancellation);
        }
    }

    /// <summary>The other attempts that count and nobody answered, in their order.</summary>
    private static async Task<IReadOnlyList<(DateTime At, TimeBand Band)>> ReadNoAnswersAsync(DbTransaction transaction, long taskId, long attemptId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT A.At, A.Band
            FROM TaskAttempt A
            WHERE A.TaskId = @TaskId AND A.Id <> @AttemptId AND A.Standing = @Counted AND A.Disposition = @NoAnswer
            ORDER BY A.Id
            """;

        var values = new { TaskId = taskId, AttemptId = attemptId, AttemptStanding.Counted, Disposition.NoAnswer };
        return (await transaction.Connection!.QueryAsync<(DateTime At, TimeBand Band)>(new(sql, values, transaction, cancellationToken: cancellation))).AsList();
    }
}
