using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Access.Views;

/// <summary>A user's own views; nobody else's are ever read or written.</summary>
public sealed class SavedViewStore(Db db, AuditLog audit, TimeProvider clock)
{
    private const string Read = "SELECT Id, Name, Page, Query, IsStart FROM SavedView WHERE UserId = @UserId ORDER BY Name, Id";

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<SavedView>> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<SavedView>(new(Read, new { actor.UserId }, cancellationToken: cancellation))).AsList();
    }

    /// <param name="query">Of the address as it is; what is not to be kept is left out here.</param>
    public Task<SavedViewFault> SaveAsync(Actor actor, string name, string page, string query, CancellationToken cancellation) => ChangeAsync(
        actor,
        async (transaction, views) =>
        {
            var kept = SavedViewRules.Keep(query);
            if (SavedViewRules.Check(name, page, kept, views) is not SavedViewFault.None and var fault)
            {
                return new(fault);
            }

            var insert = $"""
                INSERT INTO SavedView (UserId, Name, Page, Query, IsStart, CreatedAtUtc)
                VALUES (@UserId, @Name, @Page, @Query, @IsStart, @CreatedAtUtc)
                {db.ReturningId}
                """;
            var view = new { actor.UserId, Name = name.Trim(), Page = page, Query = kept, IsStart = false, CreatedAtUtc = clock.GetUtcNow().UtcDateTime };
            var id = await transaction.Connection!.ExecuteScalarAsync<long>(new(insert, view, transaction, cancellationToken: cancellation));
            return new(SavedViewFault.None, id, new { Change = "saved", view.Name, view.Page, view.Query });
        },
        cancellation);

    /// <summary>Nothing happens where the user has no such view.</summary>
    public Task<SavedViewFault> RenameAsync(Actor actor, long id, string name, CancellationToken cancellation) => ChangeAsync(
        actor,
        async (transaction, views) =>
        {
            if (SavedViewRules.CheckName(name, [.. views.Where(view => view.Id != id)]) is not SavedViewFault.None and var fault)
            {
                return new(fault);
            }

            const string rename = "UPDATE SavedView SET Name = @Name WHERE Id = @Id AND UserId = @UserId";
            var values = new { Id = id, actor.UserId, Name = name.Trim() };
            var done = await transaction.Connection!.ExecuteAsync(new(rename, values, transaction, cancellationToken: cancellation));
            return done == 0 ? new(SavedViewFault.None) : new(SavedViewFault.None, id, new { Change = "renamed", values.Name });
        },
        cancellation);

    /// <summary>Nothing happens where the user has no such view.</summary>
    public Task<SavedViewFault> DeleteAsync(Actor actor, long id, CancellationToken cancellation) => ChangeAsync(
        actor,
        async (transaction, views) =>
        {
            const string delete = "DELETE FROM SavedView WHERE Id = @Id AND UserId = @UserId";
            var done = await transaction.Connection!.ExecuteAsync(new(delete, new { Id = id, actor.UserId }, transaction, cancellationToken: cancellation));
            return done == 0 ? new(SavedViewFault.None) : new(SavedViewFault.None, id, new { Change = "deleted", views.First(view => view.Id == id).Name });
        },
        cancellation);

    /// <summary>Makes a view the one the user starts at.</summary>
    /// <param name="id">Null to start where the role starts.</param>
    public Task<SavedViewFault> StartAtAsync(Actor actor, long? id, CancellationToken cancellation) => ChangeAsync(
        actor,
        async (transaction, views) =>
        {
            const string set = "UPDATE SavedView SET IsStart = CASE WHEN Id = @Id THEN 1 ELSE 0 END WHERE UserId = @UserId";
            var chosen = views.FirstOrDefault(view => view.Id == id);
            await transaction.Connection!.ExecuteAsync(new(set, new { Id = chosen?.Id, actor.UserId }, transaction, cancellationToken: cancellation));
            return new(SavedViewFault.None, chosen?.Id ?? 0, new { Change = "start", chosen?.Name });
        },
        cancellation);

    private async Task<SavedViewFault> ChangeAsync(
        Actor actor, Func<DbTransaction, IReadOnlyList<SavedView>, Task<Change>> change, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, string.Create(CultureInfo.InvariantCulture, $"views {actor.UserId}"), cancellation);
        var views = (await connection.QueryAsync<SavedView>(new(Read, new { actor.UserId }, transaction, cancellationToken: cancellation))).AsList();
        var (fault, id, detail) = await change(transaction, views);
        if (detail is null)
        {
            return fault;
        }

        await audit.AppendAsync(
            transaction,
            new()
            {
                Actor = actor,
                Action = AuditAction.SavedViewChanged,
                ObjectType = nameof(SavedView),
                ObjectId = id == 0 ? "" : id.ToString(CultureInfo.InvariantCulture),
                Detail = detail,
            },
            cancellation);
        await transaction.CommitAsync(cancellation);
        return fault;
    }

    /// <param name="Detail">For the log; null when nothing was changed.</param>
    private readonly record struct Change(SavedViewFault Fault, long Id = 0, object? Detail = null);
}
