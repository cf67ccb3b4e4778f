using System.Data.Common;
using Dapper;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Comparison;

/// <summary>Writes the compared facts of settled tasks in the place of those written before: the same answers give the same facts.</summary>
internal static class ComparisonWriter
{
    /// <summary>Of one task, in the transaction that settles it.</summary>
    public static Task<int> WriteTaskAsync(DbTransaction transaction, long taskId, DateTime atUtc, CancellationToken cancellation)
    {
        const string delete = "DELETE FROM Discrepancy WHERE TaskId = @Id";
        return WriteAsync(transaction, new Where().When(true, "T.Id = @Id"), delete, taskId, atUtc, cancellation);
    }

    /// <summary>Of all tasks of a campaign.</summary>
    /// <returns>How many facts were compared.</returns>
    public static Task<int> WriteCampaignAsync(DbTransaction transaction, long campaignId, DateTime atUtc, CancellationToken cancellation)
    {
        const string delete = "DELETE FROM Discrepancy WHERE CampaignId = @Id";
        return WriteAsync(transaction, new Where().When(true, "T.CampaignId = @Id"), delete, campaignId, atUtc, cancellation);
    }

    private static async Task<int> WriteAsync(DbTransaction transaction, Where which, string delete, long id, DateTime atUtc, CancellationToken cancellation)
    {
        var where = which.When(true, "T.Disposition IS NOT NULL");
        var tasks = $"""
            SELECT T.Id AS TaskId, T.CampaignId, T.EnterpriseCode, T.Disposition, L.ArrivedAt, L.FedBackAt, L.ClosedAt, L.Outcome AS ClaimedOutcome, L.Rating,
                L.RoomTemperatureTenths
            FROM SpotTask T
            INNER JOIN LedgerRow L ON L.Id = T.RowId
            {where}
            """;
        var answers = $"""
            SELECT W.TaskId, W.ItemCode, W.ChoiceCode, W.Number, W.Room
            FROM SpotTask T
            INNER JOIN TaskAttempt A ON A.TaskId = T.Id AND A.Standing = 1 AND A.Disposition = T.Disposition
            INNER JOIN TaskAnswer W ON W.AttemptId = A.Id
            {where}
            """;
        const string insert = """
            INSERT INTO Discrepancy (TaskId, Fact, Outcome, CampaignId, EnterpriseCode, Claimed, Found, Tolerance, ComparedAtUtc)
            VALUES (@TaskId, @Fact, @Outcome, @CampaignId, @EnterpriseCode, @Claimed, @Found, @Tolerance, @AtUtc)
            """;

        var connection = transaction.Connection!;
        var values = new { Id = id };
        var settled = (await connection.QueryAsync<Settled>(new(tasks, values, transaction, cancellationToken: cancellation))).AsList();
        var given = (await connection.QueryAsync<Given>(new(answers, values, transaction, cancellationToken: cancellation))).ToLookup(answer => answer.TaskId);
        var rows = settled
            .SelectMany(task => ComparisonRules
                .Compare(task.ToClaim(), task.Disposition, [.. given[task.TaskId].Select(answer => answer.ToAnswer())], Tolerances.LocalDefault)
                .Select(fact => new
                {
                    task.TaskId,
                    fact.Fact,
                    fact.Outcome,
                    task.CampaignId,
                    task.EnterpriseCode,
                    fact.Claimed,
                    fact.Found,
                    fact.Tolerance,
                    AtUtc = atUtc,
                }))
            .ToList();
        await connection.ExecuteAsync(new(delete, values, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(insert, rows, transaction, cancellationToken: cancellation));
        return rows.Count;
    }

    private sealed record Settled
    {
        public required long TaskId { get; init; }

        public required long CampaignId { get; init; }

        public required string EnterpriseCode { get; init; }

        public required Disposition Disposition { get; init; }

        public DateTime? ArrivedAt { get; init; }

        public DateTime? FedBackAt { get; init; }

        public DateTime? ClosedAt { get; init; }

        public CaseOutcome? ClaimedOutcome { get; init; }

        public CaseRating? Rating { get; init; }

        public int? RoomTemperatureTenths { get; init; }

        public LedgerClaim ToClaim() => new()
        {
            ArrivedAt = ArrivedAt,
            FedBackAt = FedBackAt,
            ClosedAt = ClosedAt,
            Outcome = ClaimedOutcome,
            Rating = Rating,
            RoomTemperatureTenths = RoomTemperatureTenths,
        };
    }

    private sealed record Given
    {
        public required long TaskId { get; init; }

        public required string ItemCode { get; init; }

        public string? ChoiceCode { get; init; }

        public decimal? Number { get; init; }

        public required string Room { get; init; }

        public AnswerRecord ToAnswer() => new(TaskId, ItemCode, ChoiceCode, Number, Room.Length == 0 ? null : Room, null);
    }
}
