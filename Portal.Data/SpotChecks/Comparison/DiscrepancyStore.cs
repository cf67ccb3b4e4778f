using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Comparison;

/// <summary>Reads compared facts.</summary>
public sealed class DiscrepancyStore(Db db)
{
    internal const string Columns = "D.Fact, D.Outcome, D.Claimed, D.Found, D.Tolerance";

    /// <summary>Of one task the reader may see, in the order of the facts.</summary>
    public async Task<IReadOnlyList<ComparedFact>> ReadOfTaskAsync(Actor reader, long taskId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { TaskId = taskId });
        var where = new Where().When(true, "D.TaskId = @TaskId");
        Tasks.TaskStore.Restrict(reader, where, parameters);
        var sql = $"""
            SELECT {Columns}
            FROM Discrepancy D
            INNER JOIN SpotTask T ON T.Id = D.TaskId
            INNER JOIN Campaign C ON C.Id = T.CampaignId
            {where}
            ORDER BY D.Fact
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<ComparedFact>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    internal static async Task<IReadOnlyList<ComparedFact>> ReadAsync(DbTransaction transaction, long taskId, CancellationToken cancellation)
    {
        const string sql = $"SELECT {Columns} FROM Discrepancy D WHERE D.TaskId = @TaskId ORDER BY D.Fact";
        return (await transaction.Connection!.QueryAsync<ComparedFact>(new(sql, new { TaskId = taskId }, transaction, cancellationToken: cancellation))).AsList();
    }
}
