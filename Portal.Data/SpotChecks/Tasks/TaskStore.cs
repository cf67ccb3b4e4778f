using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>
/// Reads tasks, their attempts and answers. An inspector sees the own tasks, and none from which to step aside (S2-43); a bureau those of its campaigns; nobody else
/// sees any, least of all an enterprise (S0-63).
/// </summary>
public sealed class TaskStore(Db db)
{
    private static readonly string s_columns = $"""
        T.Id, T.CampaignId, C.Name AS CampaignName, C.Kind, C.State AS CampaignState, C.QuestionnaireCode, C.QuestionnaireVersion, T.DrawOrder,
        T.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn, E.Hotline, T.RowId, L.CaseNo, L.Community, J.Name AS Town, T.PlannedAt,
        T.DueOn, T.State, T.Disposition, T.SettledAtUtc, T.ErasedAtUtc, T.InspectorId, U.DisplayName AS InspectorName,
        (SELECT COUNT(*) FROM TaskAttempt A WHERE A.TaskId = T.Id AND A.Standing = 1) AS Attempts,
        (SELECT COUNT(*) FROM TaskAttempt K WHERE K.TaskId = T.Id AND K.Standing <> 1) AS Kept,
        CASE WHEN P.IsPinned = 1 THEN 1 ELSE 0 END AS IsPinned, CASE WHEN M.UserId IS NULL THEN 0 ELSE 1 END AS IsAccompanied,
        (SELECT STRING_AGG(HU.DisplayName, ', ') FROM TaskCompanion H INNER JOIN UserAccount HU ON HU.Id = H.UserId WHERE H.TaskId = T.Id) AS Companions,
        {TaskHindrances.Number()} AS Hindrance
        """;

    private const string Source = """
        SpotTask T
        INNER JOIN Campaign C ON C.Id = T.CampaignId
        INNER JOIN Enterprise E ON E.Code = T.EnterpriseCode
        INNER JOIN Jurisdiction J ON J.Code = E.JurisdictionCode
        LEFT JOIN LedgerRow L ON L.Id = T.RowId
        LEFT JOIN UserAccount U ON U.Id = T.InspectorId
        LEFT JOIN TaskPlace P ON P.TaskId = T.Id AND P.UserId = @ReaderId
        LEFT JOIN TaskCompanion M ON M.TaskId = T.Id AND M.UserId = @ReaderId
        """;

    private static readonly SpotTaskState[] s_pending = [SpotTaskState.Open, SpotTaskState.InProgress];

    /// <summary>The shortlist first, then in the reader's own order, then by what is due.</summary>
    public async Task<Page<TaskLine>> ReadPageAsync(Actor reader, TaskFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(reader, filter);
        parameters.AddDynamicParams(new { page.Skip, page.Take });
        var sql = $"""
            SELECT COUNT(*) FROM SpotTask T INNER JOIN Campaign C ON C.Id = T.CampaignId {where};

            SELECT {s_columns}
            FROM {Source}
            {where}
            ORDER BY CASE WHEN P.IsPinned = 1 THEN 0 ELSE 1 END, COALESCE(P.Position, 1000000), COALESCE(T.PlannedAt, T.DueOn), T.CampaignId, T.DrawOrder
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new([.. await results.ReadAsync<TaskLine>()], total);
    }

    /// <summary>The campaigns of the tasks that a list would show, newest first.</summary>
    public async Task<IReadOnlyList<TaskCampaign>> ReadCampaignsAsync(Actor reader, TaskFilter filter, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(reader, filter);
        var sql = $"""
            SELECT C.Id, C.Name, COUNT(*) AS Tasks
            FROM SpotTask T
            INNER JOIN Campaign C ON C.Id = T.CampaignId
            {where}
            GROUP BY C.Id, C.Name
            ORDER BY C.Id DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<TaskCampaign>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Null when there is none that the reader may see.</summary>
    public async Task<TaskLine?> ReadAsync(Actor reader, long id, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadAsync(connection, null, reader, id, cancellation);
    }

    /// <summary>Oldest first; none when the reader may not see the task.</summary>
    public async Task<IReadOnlyList<TaskAttempt>> ReadAttemptsAsync(Actor reader, long taskId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { TaskId = taskId });
        var where = new Where().When(true, "T.Id = @TaskId");
        Restrict(reader, where, parameters);
        var sql = $"""
            SELECT A.Id, A.ClientId, A.TaskId, A.UserId, A.UserName, A.DisplayName, A.Disposition, A.Standing, A.Band, A.At, A.ReceivedAtUtc, A.Note,
                N.CountedBy, N.CountedAtUtc, N.KeptAs, N.Reason AS CountedWhy
            FROM TaskAttempt A
            LEFT JOIN TaskCounting N ON N.AttemptId = A.Id
            INNER JOIN SpotTask T ON T.Id = A.TaskId
            INNER JOIN Campaign C ON C.Id = T.CampaignId
            {where}
            ORDER BY A.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<TaskAttempt>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Of all attempts of a task, counted or kept.</summary>
    public async Task<IReadOnlyList<AttemptAnswer>> ReadAttemptAnswersAsync(Actor reader, long taskId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { TaskId = taskId });
        var where = new Where().When(true, "T.Id = @TaskId");
        Restrict(reader, where, parameters);
        var sql = $"""
            SELECT W.AttemptId, W.TaskId, W.ItemCode, W.ChoiceCode, W.Number, W.Room, W.RawText
            FROM TaskAnswer W
            INNER JOIN SpotTask T ON T.Id = W.TaskId
            INNER JOIN Campaign C ON C.Id = T.CampaignId
            {where}
            ORDER BY W.AttemptId, W.ItemCode, W.Room
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<AnswerRow>(new(sql, parameters, cancellationToken: cancellation))).Select(row => row.ToAttempt())];
    }

    /// <summary>Every answer that counts of a campaign's settled tasks, by task: what is compared with the ledger.</summary>
    public async Task<IReadOnlyList<AnswerRecord>> ReadAnswersAsync(EnterpriseScope scope, long campaignId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { CampaignId = campaignId, AttemptStanding.Counted });
        var where = new Where()
            .When(true, "T.CampaignId = @CampaignId")
            .When(true, "T.Disposition IS NOT NULL")
            .When(true, "A.Standing = @Counted")
            .When(true, "A.Disposition = T.Disposition");
        scope.Restrict(where, parameters, "T.EnterpriseCode");
        var sql = $"""
            SELECT W.AttemptId, W.TaskId, W.ItemCode, W.ChoiceCode, W.Number, W.Room, W.RawText
            FROM SpotTask T
            INNER JOIN TaskAttempt A ON A.TaskId = T.Id
            INNER JOIN TaskAnswer W ON W.AttemptId = A.Id
            {where}
            ORDER BY W.TaskId, W.ItemCode, W.Room
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<AnswerRow>(new(sql, parameters, cancellationToken: cancellation))).Select(row => row.ToAnswer())];
    }

    internal static Task<TaskLine?> ReadAsync(DbConnection connection, DbTransaction? transaction, Actor reader, long id, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id });
        var where = new Where().When(true, "T.Id = @Id");
        Restrict(reader, where, parameters);
        var sql = $"""
            SELECT {s_columns}
            FROM {Source}
            {where}
            """;
        return connection.QuerySingleOrDefaultAsync<TaskLine>(new(sql, parameters, transaction, cancellationToken: cancellation));
    }

    /// <summary>Whoever asks: for deciding what becomes of something that was sent for the task.</summary>
    internal static Task<TaskLine?> ReadAnyAsync(DbTransaction transaction, long id, CancellationToken cancellation)
    {
        var sql = $"SELECT {s_columns} FROM {Source} WHERE T.Id = @Id";
        return transaction.Connection!.QuerySingleOrDefaultAsync<TaskLine>(new(sql, new { Id = id, ReaderId = 0L }, transaction, cancellationToken: cancellation));
    }

    /// <summary>The clauses over <c>SpotTask T</c> and <c>Campaign C</c> that leave what the reader may see.</summary>
    internal static void Restrict(Actor reader, Where where, DynamicParameters parameters)
    {
        EnterpriseScope.Of(reader).Restrict(where, parameters, "T.EnterpriseCode");
        parameters.Add("ReaderId", reader.UserId);
        parameters.Add("ReaderJurisdiction", reader.JurisdictionCode);
        where
            .When(!reader.May(Operation.ReadTasks), "1 = 0")
            .When(reader.IsInspector, HandsOf("@ReaderId"))
            .When(reader.IsInspector, $"NOT {TaskHindrances.MustStepAside("@ReaderId")}")
            .When(
                reader.IsRegulator,
                """
                C.JurisdictionCode IN (
                    SELECT JB.Code FROM Jurisdiction JB
                    INNER JOIN Jurisdiction JA ON JB.Path LIKE CONCAT(JA.Path, '%')
                    WHERE JA.Code = @ReaderJurisdiction)
                """);
    }

    private static (Where Where, DynamicParameters Parameters) Narrow(Actor reader, TaskFilter filter)
    {
        var parameters = new DynamicParameters(new { filter.CampaignId, filter.InspectorId, Pending = s_pending });
        var where = new Where()
            .When(filter.CampaignId is not null, "T.CampaignId = @CampaignId")
            .When(filter.IsSettled is true, "T.State NOT IN @Pending")
            .When(filter.IsSettled is false, "T.State IN @Pending")
            .When(filter.InspectorId is not null, HandsOf("@InspectorId"))
            .When(filter.IsAssigned is true, $"NOT {TaskHindrances.IsFree()}")
            .When(filter.IsAssigned is false, TaskHindrances.IsFree())
            .When(filter.HasKept, "EXISTS (SELECT 1 FROM TaskAttempt K WHERE K.TaskId = T.Id AND K.Standing <> 1)");
        Restrict(reader, where, parameters);
        return (where, parameters);
    }

    private static string HandsOf(string user) =>
        $"(T.InspectorId = {user} OR EXISTS (SELECT 1 FROM TaskCompanion H WHERE H.TaskId = T.Id AND H.UserId = {user}))";

    private sealed record AnswerRow
    {
        public required long AttemptId { get; init; }

        public required long TaskId { get; init; }

        public required string ItemCode { get; init; }

        public string? ChoiceCode { get; init; }

        public decimal? Number { get; init; }

        public required string Room { get; init; }

        public string? RawText { get; init; }

        public AnswerRecord ToAnswer() => new(TaskId, ItemCode, ChoiceCode, Number, Room.Length == 0 ? null : Room, RawText);

        public AttemptAnswer ToAttempt() => new(AttemptId, ItemCode, ChoiceCode, Number, Room.Length == 0 ? null : Room, RawText);
    }
}
