using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>
/// A reader's own shortlist and order of tasks: like a bookmark, it is nobody else's and changes nothing, so it is not
/// audited.
/// </summary>
public sealed class TaskPlaces(Db db, TaskStore tasks)
{
    public async Task PinAsync(Actor actor, long taskId, bool isPinned, CancellationToken cancellation)
    {
        const string update = "UPDATE TaskPlace SET IsPinned = @IsPinned WHERE UserId = @UserId AND TaskId = @TaskId";
        const string insert = """
            INSERT INTO TaskPlace (UserId, TaskId, IsPinned, Position)
            SELECT @UserId, @TaskId, @IsPinned, 1000000
            WHERE NOT EXISTS (SELECT 1 FROM TaskPlace P WHERE P.UserId = @UserId AND P.TaskId = @TaskId)
            """;

        if (await tasks.ReadAsync(actor, taskId, cancellation) is null)
        {
            return;
        }

        var values = new { actor.UserId, TaskId = taskId, IsPinned = isPinned };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, FormattableString.Invariant($"places {actor.UserId}"), cancellation);
        await connection.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(update, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Puts a task one place up or down among those still to be done, as the list shows them.</summary>
    public async Task MoveAsync(Actor actor, long taskId, bool isUp, CancellationToken cancellation)
    {
        const string clear = "DELETE FROM TaskPlace WHERE UserId = @UserId AND TaskId IN @TaskIds";
        const string insert = "INSERT INTO TaskPlace (UserId, TaskId, IsPinned, Position) VALUES (@UserId, @TaskId, @IsPinned, @Position)";

        var mine = actor.IsInspector ? new TaskFilter { IsSettled = false } : new TaskFilter { IsSettled = false, InspectorId = actor.UserId };
        var list = (await tasks.ReadPageAsync(actor, mine, new(0, PageRequest.Largest), cancellation)).Items.ToList();
        var from = list.FindIndex(task => task.Id == taskId);
        var to = isUp ? from - 1 : from + 1;
        if (from < 0 || to < 0 || to >= list.Count || list[from].IsPinned != list[to].IsPinned)
        {
            return;
        }

        (list[from], list[to]) = (list[to], list[from]);
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, FormattableString.Invariant($"places {actor.UserId}"), cancellation);
        await connection.ExecuteAsync(new(clear, new { actor.UserId, TaskIds = list.Select(task => task.Id) }, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(
            insert, list.Select((task, index) => new { actor.UserId, TaskId = task.Id, task.IsPinned, Position = index + 1 }), transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }
}
