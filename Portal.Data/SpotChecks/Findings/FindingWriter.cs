using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Findings;

/// <summary>The statements of <see cref="FindingDesk"/>, each in its transaction.</summary>
internal static class FindingWriter
{
    public static async Task<bool> ExistsAsync(DbTransaction transaction, long taskId, FindingType type, CancellationToken cancellation)
    {
        const string sql = "SELECT COUNT(*) FROM Finding F WHERE F.TaskId = @TaskId AND F.Type = @Type";
        return await transaction.Connection!.ExecuteScalarAsync<int>(new(sql, new { TaskId = taskId, Type = type }, transaction, cancellationToken: cancellation)) > 0;
    }

    public static async Task<int> CountFilesAsync(DbTransaction transaction, long taskId, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        const string sql = "SELECT COUNT(*) FROM TaskEvidence V WHERE V.TaskId = @TaskId AND V.Id IN @Ids";
        return ids.Count == 0 ? 0 : await transaction.Connection!.ExecuteScalarAsync<int>(new(sql, new { TaskId = taskId, Ids = ids }, transaction, cancellationToken: cancellation));
    }

    /// <summary>The answers that count of a task.</summary>
    public static async Task<IReadOnlyList<AnswerRecord>> ReadAnswersAsync(DbTransaction transaction, long taskId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT W.ItemCode, W.ChoiceCode, W.Number
            FROM SpotTask T
            INNER JOIN TaskAttempt A ON A.TaskId = T.Id AND A.Standing = 1 AND A.Disposition = T.Disposition
            INNER JOIN TaskAnswer W ON W.AttemptId = A.Id
            WHERE T.Id = @TaskId
            """;
        var rows = await transaction.Connection!.QueryAsync<Given>(new(sql, new { TaskId = taskId }, transaction, cancellationToken: cancellation));
        return [.. rows.Select(row => new AnswerRecord(taskId, row.ItemCode, row.ChoiceCode, row.Number, null, null))];
    }

    public static async Task<long> InsertAsync(
        Db db, DbTransaction transaction, TaskLine task, FindingType type, string statement, IReadOnlyList<ComparedFact> facts, Actor actor, DateTime atUtc, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO Finding (CampaignId, TaskId, EnterpriseCode, RowId, Type, State, Revision, FactsJson, Statement, ProposedById, ProposedAtUtc)
            VALUES (@CampaignId, @TaskId, @EnterpriseCode, @RowId, @Type, @State, 1, @FactsJson, @Statement, @ProposedById, @AtUtc)
            {db.ReturningId}
            """;
        var values = new
        {
            task.CampaignId,
            TaskId = task.Id,
            task.EnterpriseCode,
            task.RowId,
            Type = type,
            State = FindingState.Proposed,
            FactsJson = Finding.Write(facts),
            Statement = statement,
            ProposedById = actor.UserId,
            AtUtc = atUtc,
        };
        return await transaction.Connection!.ExecuteScalarAsync<long>(new(sql, values, transaction, cancellationToken: cancellation));
    }

    public static async Task LinkAsync(DbTransaction transaction, long id, IEnumerable<long> evidenceIds, CancellationToken cancellation)
    {
        const string sql = "INSERT INTO FindingEvidence (FindingId, EvidenceId) VALUES (@FindingId, @EvidenceId)";
        var rows = evidenceIds.Select(evidence => new { FindingId = id, EvidenceId = evidence }).ToList();
        await transaction.Connection!.ExecuteAsync(new(sql, rows, transaction, cancellationToken: cancellation));
    }

    /// <returns>How many of the files the finding rests on.</returns>
    public static Task<int> ReleaseAsync(DbTransaction transaction, long id, IReadOnlyCollection<long> evidenceIds, DateTime atUtc, CancellationToken cancellation)
    {
        const string sql = "UPDATE FindingEvidence SET ReleasedAtUtc = @AtUtc WHERE FindingId = @Id AND EvidenceId IN @EvidenceIds";
        return transaction.Connection!.ExecuteAsync(new(sql, new { Id = id, EvidenceIds = evidenceIds, AtUtc = atUtc }, transaction, cancellationToken: cancellation));
    }

    public static async Task StepAsync(
        DbTransaction transaction, long id, FindingAct act, FindingState state, Actor actor, string? note, DateTime atUtc, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO FindingStep (FindingId, Act, State, UserName, DisplayName, AtUtc, Note)
            VALUES (@FindingId, @Act, @State, @UserName, @DisplayName, @AtUtc, @Note)
            """;
        var values = new { FindingId = id, Act = act, State = state, UserName = actor.Name, actor.DisplayName, AtUtc = atUtc, Note = note };
        await transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
    }

    public static Task MoveAsync(DbTransaction transaction, FindingAct act, object values, CancellationToken cancellation)
    {
        const string notify = "UPDATE Finding SET State = @State, Revision = Revision + 1, NotifiedAtUtc = @AtUtc, ExplainBy = @ExplainBy WHERE Id = @Id";
        const string explain = "UPDATE Finding SET State = @State, Revision = Revision + 1, Explanation = @Said WHERE Id = @Id";
        const string decide = """
            UPDATE Finding
            SET State = @State, Revision = Revision + 1, Reason = @Said, DecidedAtUtc = @AtUtc, DecidedOn = @Today, PointsTenths = @PointsTenths,
                PointsBasis = @PointsBasis
            WHERE Id = @Id
            """;

        var sql = act switch
        {
            FindingAct.Notify => notify,
            FindingAct.Explain => explain,
            _ => decide,
        };
        return transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
    }

    private sealed record Given
    {
        public required string ItemCode { get; init; }

        public string? ChoiceCode { get; init; }

        public decimal? Number { get; init; }
    }
}
