using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Comparison;

/// <summary>抽检一致率: facts confirmed among those that could be compared, of one enterprise and fact (requirements §6).</summary>
/// <param name="Compared">Confirmed and contradicted together.</param>
public sealed record Consistency(string EnterpriseCode, Fact Fact, int Confirmed, int Compared);

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

    /// <summary>
    /// How far the ledgers of enterprises agreed with what campaigns found whose first day lies in the period; those that are
    /// over, to an enterprise those that are published.
    /// </summary>
    public async Task<IReadOnlyList<Consistency>> ReadConsistencyAsync(EnterpriseScope scope, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { From = from, To = to, FactOutcome.Confirmed, FactOutcome.NotComparable });
        var where = new Where()
            .When(true, "C.FirstDay >= @From")
            .When(true, "C.FirstDay <= @To")
            .When(true, scope.IsOwnEnterprise ? "C.State = 7" : "C.State IN (6, 7)")
            .When(true, "D.Outcome <> @NotComparable");
        scope.Restrict(where, parameters, "D.EnterpriseCode");
        var sql = $"""
            SELECT D.EnterpriseCode, D.Fact, SUM(CASE WHEN D.Outcome = @Confirmed THEN 1 ELSE 0 END) AS Confirmed, COUNT(*) AS Compared
            FROM Discrepancy D
            INNER JOIN Campaign C ON C.Id = D.CampaignId
            {where}
            GROUP BY D.EnterpriseCode, D.Fact
            ORDER BY D.EnterpriseCode, D.Fact
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<ConsistencyRow>(new(sql, parameters, cancellationToken: cancellation))).Select(row => row.ToConsistency())];
    }

    internal static async Task<IReadOnlyList<ComparedFact>> ReadAsync(DbTransaction transaction, long taskId, CancellationToken cancellation)
    {
        const string sql = $"SELECT {Columns} FROM Discrepancy D WHERE D.TaskId = @TaskId ORDER BY D.Fact";
        return (await transaction.Connection!.QueryAsync<ComparedFact>(new(sql, new { TaskId = taskId }, transaction, cancellationToken: cancellation))).AsList();
    }

    private sealed record ConsistencyRow
    {
        public required string EnterpriseCode { get; init; }

        public required Fact Fact { get; init; }

        public required int Confirmed { get; init; }

        public required int Compared { get; init; }

        public Consistency ToConsistency() => new(EnterpriseCode, Fact, Confirmed, Compared);
    }
}
