using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.SpotChecks.Campaigns;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>What dealing needs to know and what it writes: tasks as items of recusal, and whose area holds which enterprise.</summary>
internal static class TaskHands
{
    private static readonly SpotTaskState[] s_pending = [SpotTaskState.Open, SpotTaskState.InProgress];

    public sealed record TaskItem
    {
        public required long Id { get; init; }

        public required long CampaignId { get; init; }

        public required int DrawOrder { get; init; }

        public required string EnterpriseCode { get; init; }

        public required SpotTaskState State { get; init; }

        public long? InspectorId { get; init; }

        public string? FigureMonth { get; init; }

        public string? CaseNo { get; init; }

        public byte[]? PhoneHash { get; init; }

        public byte[]? AddressHash { get; init; }

        /// <summary>Whoever stepped aside from the case, or declared its complainant, is not given the task either.</summary>
        public RecusalItem ToItem() => new(RecusalItemKind.SpotCheckTask, Id.ToString(CultureInfo.InvariantCulture), EnterpriseCode)
        {
            CaseId = CaseNo is null ? null : $"{EnterpriseCode}/{FigureMonth}/{CaseNo}",
            PhoneHash = PhoneHash,
            AddressHash = AddressHash,
        };
    }

    /// <summary>An inspector whose grant holds the enterprise.</summary>
    public sealed record Reach
    {
        public required long UserId { get; init; }

        public required string EnterpriseCode { get; init; }

        public required string GrantPath { get; init; }

        public required string EnterprisePath { get; init; }

        /// <summary>Steps of the tree between the two.</summary>
        public int Steps => EnterprisePath.Count(letter => letter == '/') - GrantPath.Count(letter => letter == '/');
    }

    private const string Item = """
        SELECT T.Id, T.CampaignId, T.DrawOrder, T.EnterpriseCode, T.State, T.InspectorId, L.FigureMonth, L.CaseNo, L.PhoneHash, L.AddressHash
        FROM SpotTask T
        LEFT JOIN LedgerRow L ON L.Id = T.RowId
        """;

    public static async Task<TaskItem?> ReadItemAsync(DbTransaction transaction, long taskId, CancellationToken cancellation)
    {
        const string sql = $"{Item} WHERE T.Id = @TaskId";
        return await transaction.Connection!.QuerySingleOrDefaultAsync<TaskItem>(new(sql, new { TaskId = taskId }, transaction, cancellationToken: cancellation));
    }

    /// <summary>Those of a campaign that are still to be done and nobody has who could do them.</summary>
    public static async Task<IReadOnlyList<TaskItem>> ReadFreeAsync(DbTransaction transaction, long campaignId, CancellationToken cancellation)
    {
        var sql = $"{Item} WHERE T.CampaignId = @CampaignId AND {TaskHindrances.IsFree()} AND T.State IN @Pending ORDER BY T.DrawOrder";
        var values = new { CampaignId = campaignId, Pending = s_pending };
        return (await transaction.Connection!.QueryAsync<TaskItem>(new(sql, values, transaction, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The inspectors of each enterprise of a campaign.</summary>
    public static async Task<IReadOnlyList<Reach>> ReadReachAsync(DbTransaction transaction, long campaignId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT DISTINCT U.Id AS UserId, E.Code AS EnterpriseCode, A.Path AS GrantPath, J.Path AS EnterprisePath
            FROM UserGrant G
            INNER JOIN UserAccount U ON U.Id = G.UserId
            INNER JOIN Jurisdiction A ON A.Code = G.Scope
            INNER JOIN Jurisdiction J ON J.Path LIKE CONCAT(A.Path, '%')
            INNER JOIN Enterprise E ON E.JurisdictionCode = J.Code
            WHERE U.IsDisabled = 0 AND G.Role = @Role
                AND EXISTS (SELECT 1 FROM SpotTask T WHERE T.CampaignId = @CampaignId AND T.EnterpriseCode = E.Code)
            """;

        var values = new { CampaignId = campaignId, Role = nameof(Role.Inspector) };
        return (await transaction.Connection!.QueryAsync<Reach>(new(sql, values, transaction, cancellationToken: cancellation))).AsList();
    }

    public static async Task<IReadOnlyDictionary<long, int>> ReadLoadsAsync(DbTransaction transaction, IReadOnlyCollection<long> userIds, CancellationToken cancellation)
    {
        const string sql = """
            SELECT T.InspectorId AS UserId, COUNT(*) AS Tasks
            FROM SpotTask T
            WHERE T.InspectorId IN @UserIds AND T.State IN @Pending
            GROUP BY T.InspectorId
            """;

        var values = new { UserIds = userIds, Pending = s_pending };
        return (await transaction.Connection!.QueryAsync<(long UserId, int Tasks)>(new(sql, values, transaction, cancellationToken: cancellation)))
            .ToDictionary(row => row.UserId, row => row.Tasks);
    }

    /// <summary>Those who go along with the inspector of a task, in their order (双随机); they are among those who had it, too.</summary>
    public static async Task AccompanyAsync(
        DbTransaction transaction, long taskId, IReadOnlyList<long> userIds, Actor by, DateTime atUtc, CancellationToken cancellation)
    {
        const string companion = "INSERT INTO TaskCompanion (TaskId, UserId, Place) VALUES (@TaskId, @UserId, @Place)";
        const string had = "INSERT INTO TaskAssignment (TaskId, UserId, AssignedBy, AssignedAtUtc) VALUES (@TaskId, @UserId, @AssignedBy, @AtUtc)";

        var rows = userIds.Select((userId, index) => new { TaskId = taskId, UserId = userId, Place = index + 2, AssignedBy = by.Name, AtUtc = atUtc }).ToList();
        await transaction.Connection!.ExecuteAsync(new(companion, rows, transaction, cancellationToken: cancellation));
        await transaction.Connection!.ExecuteAsync(new(had, rows, transaction, cancellationToken: cancellation));
    }

    /// <summary>Somebody no longer goes along.</summary>
    public static async Task LeaveAsync(DbTransaction transaction, long taskId, long userId, CancellationToken cancellation)
    {
        const string sql = "DELETE FROM TaskCompanion WHERE TaskId = @TaskId AND UserId = @UserId";
        await transaction.Connection!.ExecuteAsync(new(sql, new { TaskId = taskId, UserId = userId }, transaction, cancellationToken: cancellation));
    }

    /// <param name="assignments">Without a user: nobody has the task any more. Who had gone along and is given it no longer goes along.</param>
    public static async Task AssignAsync(
        DbTransaction transaction, IEnumerable<(long TaskId, long? UserId)> assignments, string? reason, Actor by, DateTime atUtc, CancellationToken cancellation)
    {
        const string update = "UPDATE SpotTask SET InspectorId = @UserId, Version = Version + 1 WHERE Id = @TaskId";
        const string leave = "DELETE FROM TaskCompanion WHERE TaskId = @TaskId AND UserId = @UserId";
        const string insert = """
            INSERT INTO TaskAssignment (TaskId, UserId, Reason, AssignedBy, AssignedAtUtc)
            VALUES (@TaskId, @UserId, @Reason, @AssignedBy, @AssignedAtUtc)
            """;

        var rows = assignments.Select(one => new { one.TaskId, one.UserId, Reason = reason, AssignedBy = by.Name, AssignedAtUtc = atUtc }).ToList();
        await transaction.Connection!.ExecuteAsync(new(update, rows, transaction, cancellationToken: cancellation));
        await transaction.Connection!.ExecuteAsync(new(leave, rows, transaction, cancellationToken: cancellation));
        await transaction.Connection!.ExecuteAsync(new(insert, rows, transaction, cancellationToken: cancellation));
    }

    /// <summary>Whether the user has ever been given the task.</summary>
    public static async Task<bool> HadAsync(DbTransaction transaction, long taskId, long userId, CancellationToken cancellation)
    {
        const string sql = "SELECT COUNT(*) FROM TaskAssignment S WHERE S.TaskId = @TaskId AND S.UserId = @UserId";
        return await transaction.Connection!.ExecuteScalarAsync<int>(new(sql, new { TaskId = taskId, UserId = userId }, transaction, cancellationToken: cancellation)) > 0;
    }
}
