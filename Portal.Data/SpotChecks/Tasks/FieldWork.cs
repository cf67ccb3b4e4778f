using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>How far a campaign's tasks are, counted from all that were drawn.</summary>
public sealed record FieldProgress
{
    public required int Drawn { get; init; }

    /// <summary>Nobody has them, or whoever has them cannot do them.</summary>
    public required int Unassigned { get; init; }

    /// <summary>Of the unassigned those that somebody has who cannot do them: see <see cref="TaskHindrance"/>.</summary>
    public required int Hindered { get; init; }

    public required int Pending { get; init; }

    public required int Done { get; init; }

    public required int Unreachable { get; init; }

    /// <summary>Not of the frame, or withdrawn.</summary>
    public required int Out { get; init; }

    public required int Overdue { get; init; }

    /// <summary>Tasks whose complainant was asked to change the rating.</summary>
    public required int Intimidation { get; init; }

    public required int WithKept { get; init; }

    public int Settled => Done + Unreachable + Out;
}

/// <summary>One inspector's share.</summary>
public sealed record InspectorProgress
{
    public required long UserId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>In this inspector's hands, cancelled ones too.</summary>
    public required int Tasks { get; init; }

    /// <summary>Results this inspector sent, also for tasks that somebody else has now.</summary>
    public required int Settled { get; init; }

    /// <summary>In hand, and cancelled without an outcome when the field work was closed.</summary>
    public required int Cancelled { get; init; }

    /// <summary>Attempts this inspector made that count.</summary>
    public required int Attempts { get; init; }
}

public enum ClosingAnswer
{
    Closed,
    NotFound,

    /// <summary>Tasks are still to be done: closing needs a reason.</summary>
    NoReason,
}

/// <summary>The field work of a campaign: how far it is, and its end.</summary>
public sealed class FieldWork(Db db, AuditLog audit, TimeProvider clock)
{
    /// <returns>Null when there is no such campaign for the actor.</returns>
    public async Task<FieldProgress?> ReadProgressAsync(Actor actor, long campaignId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { CampaignId = campaignId, Today = DateOnly.FromDateTime(Now.AddHours(8)), Disposition.Recalled });
        var where = new Where().When(true, "T.CampaignId = @CampaignId");
        TaskStore.Restrict(actor, where, parameters);
        var sql = $"""
            SELECT COUNT(*) AS Drawn,
                COALESCE(SUM(CASE WHEN T.State IN (1, 2) AND H.TaskId IS NOT NULL THEN 1 ELSE 0 END), 0) AS Unassigned,
                COALESCE(SUM(CASE WHEN T.State IN (1, 2) AND H.TaskId IS NOT NULL AND T.InspectorId IS NOT NULL THEN 1 ELSE 0 END), 0) AS Hindered,
                COALESCE(SUM(CASE WHEN T.State IN (1, 2) THEN 1 ELSE 0 END), 0) AS Pending,
                COALESCE(SUM(CASE WHEN T.State = 3 THEN 1 ELSE 0 END), 0) AS Done,
                COALESCE(SUM(CASE WHEN T.State = 4 THEN 1 ELSE 0 END), 0) AS Unreachable,
                COALESCE(SUM(CASE WHEN T.State IN (5, 6) THEN 1 ELSE 0 END), 0) AS "Out",
                COALESCE(SUM(CASE WHEN T.State IN (1, 2) AND T.DueOn < @Today THEN 1 ELSE 0 END), 0) AS Overdue,
                COALESCE(SUM(CASE WHEN T.Disposition = @Recalled THEN 1 ELSE 0 END), 0) AS Intimidation,
                COALESCE(SUM(CASE WHEN K.TaskId IS NULL THEN 0 ELSE 1 END), 0) AS WithKept
            FROM SpotTask T
            INNER JOIN Campaign C ON C.Id = T.CampaignId
            LEFT JOIN (SELECT DISTINCT A.TaskId FROM TaskAttempt A WHERE A.Standing <> 1) K ON K.TaskId = T.Id
            LEFT JOIN (SELECT T.Id AS TaskId FROM SpotTask T WHERE T.CampaignId = @CampaignId AND T.State IN (1, 2) AND {TaskHindrances.IsFree()}) H ON H.TaskId = T.Id
            {where}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var progress = await connection.QuerySingleAsync<FieldProgress>(new(sql, parameters, cancellationToken: cancellation));
        return progress.Drawn == 0 ? null : progress;
    }

    public async Task<IReadOnlyList<InspectorProgress>> ReadInspectorsAsync(Actor actor, long campaignId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { CampaignId = campaignId });
        var where = new Where().When(true, "T.CampaignId = @CampaignId");
        TaskStore.Restrict(actor, where, parameters);
        var sql = $"""
            SELECT U.Id AS UserId, U.DisplayName, SUM(P.Tasks) AS Tasks, SUM(P.Settled) AS Settled, SUM(P.Cancelled) AS Cancelled, SUM(P.Attempts) AS Attempts
            FROM (
                SELECT T.InspectorId AS UserId, COUNT(*) AS Tasks, 0 AS Settled,
                    SUM(CASE WHEN T.State = 6 AND T.Disposition IS NULL THEN 1 ELSE 0 END) AS Cancelled, 0 AS Attempts
                FROM SpotTask T
                INNER JOIN Campaign C ON C.Id = T.CampaignId
                {where}
                GROUP BY T.InspectorId
                UNION ALL
                SELECT A.UserId, 0, SUM(CASE WHEN A.Id = R.LastId THEN 1 ELSE 0 END), 0, COUNT(*)
                FROM SpotTask T
                INNER JOIN Campaign C ON C.Id = T.CampaignId
                INNER JOIN TaskAttempt A ON A.TaskId = T.Id AND A.Standing = 1
                LEFT JOIN (
                    SELECT X.TaskId, MAX(X.Id) AS LastId
                    FROM TaskAttempt X
                    INNER JOIN SpotTask S ON S.Id = X.TaskId AND S.Disposition = X.Disposition
                    WHERE X.Standing = 1
                    GROUP BY X.TaskId) R ON R.TaskId = T.Id
                {where}
                GROUP BY A.UserId) P
            INNER JOIN UserAccount U ON U.Id = P.UserId
            GROUP BY U.Id, U.DisplayName
            ORDER BY U.DisplayName, U.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<InspectorProgress>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Ends the field work. What was not done by then is cancelled without an outcome: it stays among what was drawn.</summary>
    /// <param name="reason">Required while tasks are still to be done.</param>
    public async Task<ClosingAnswer> CloseAsync(Actor actor, long campaignId, string? reason, CancellationToken cancellation)
    {
        const string count = "SELECT COUNT(*) FROM SpotTask T WHERE T.CampaignId = @CampaignId AND T.State IN (1, 2)";
        const string cancel = "UPDATE SpotTask SET State = @Cancelled, SettledAtUtc = @AtUtc, Version = Version + 1 WHERE CampaignId = @CampaignId AND State IN (1, 2)";

        if (!actor.May(Operation.AssignTasks))
        {
            return ClosingAnswer.NotFound;
        }

        var why = PersonalText.Mask((reason ?? "").Trim());
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, LockOf(campaignId), cancellation);
        if (await ReadStateAsync(transaction, actor, campaignId, cancellation) is not CampaignState.InField)
        {
            return ClosingAnswer.NotFound;
        }

        var values = new { CampaignId = campaignId, SpotTaskState.Cancelled, AtUtc = Now };
        var undone = await connection.ExecuteScalarAsync<int>(new(count, values, transaction, cancellationToken: cancellation));
        if ((undone > 0 && why.Length == 0) || why.Length > TaskDealing.LongestReason)
        {
            return ClosingAnswer.NoReason;
        }

        await connection.ExecuteAsync(new(cancel, values, transaction, cancellationToken: cancellation));
        await MoveAsync(transaction, campaignId, CampaignState.Completed, actor, why.Length == 0 ? null : why, Now, cancellation);
        await audit.AppendAsync(transaction, Draft(actor, AuditAction.FieldWorkCompleted, campaignId, new { Undone = undone, Reason = why }), cancellation);
        await transaction.CommitAsync(cancellation);
        return ClosingAnswer.Closed;
    }

    /// <summary>Dealing, sending in and closing follow one another, campaign by campaign.</summary>
    internal static string LockOf(long campaignId) => FormattableString.Invariant($"campaign {campaignId}");

    /// <summary>Null when the campaign is not the actor's.</summary>
    internal static async Task<CampaignState?> ReadStateAsync(DbTransaction transaction, Actor actor, long campaignId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT C.State
            FROM Campaign C
            INNER JOIN Jurisdiction J ON J.Code = C.JurisdictionCode
            INNER JOIN Jurisdiction A ON J.Path LIKE CONCAT(A.Path, '%')
            WHERE C.Id = @CampaignId AND A.Code = @JurisdictionCode
            """;

        var values = new { CampaignId = campaignId, actor.JurisdictionCode };
        return await transaction.Connection!.ExecuteScalarAsync<CampaignState?>(new(sql, values, transaction, cancellationToken: cancellation));
    }

    internal static async Task MoveAsync(
        DbTransaction transaction, long campaignId, CampaignState state, Actor actor, string? note, DateTime atUtc, CancellationToken cancellation)
    {
        const string update = "UPDATE Campaign SET State = @State, Revision = Revision + 1 WHERE Id = @CampaignId";
        const string insert = "INSERT INTO CampaignStep (CampaignId, State, ByName, AtUtc, Note) VALUES (@CampaignId, @State, @ByName, @AtUtc, @Note)";

        var values = new { CampaignId = campaignId, State = state, ByName = actor.Name, AtUtc = atUtc, Note = note };
        await transaction.Connection!.ExecuteAsync(new(update, values, transaction, cancellationToken: cancellation));
        await transaction.Connection!.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
    }

    internal static AuditDraft Draft(Actor actor, AuditAction action, long campaignId, object detail) => new()
    {
        Actor = actor,
        Action = action,
        ObjectType = nameof(Campaign),
        ObjectId = campaignId.ToString(CultureInfo.InvariantCulture),
        JurisdictionCode = actor.JurisdictionCode,
        Detail = detail,
    };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
