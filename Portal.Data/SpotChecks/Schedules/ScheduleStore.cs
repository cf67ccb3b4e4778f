using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Schedules;

/// <summary>A schedule with what its periods have brought so far, latest first; what has not begun is not among them.</summary>
public sealed record ScheduleWithRuns(CampaignSchedule Schedule, IReadOnlyList<CampaignRun> Runs);

/// <summary>Schedules of the actor's jurisdiction and those below it; an enterprise reads none (S0-63).</summary>
public sealed class ScheduleStore(Db db, AuditLog audit, TimeProvider clock)
{
    private const string Columns = """
        S.Id, S.JurisdictionCode, S.TemplateId, C.Name, S.Every, S.WindowFrom, S.WindowTo, S.FieldDays, S.IsHeatingSeasonOnly, S.FromDay,
        S.CreatedBy, S.CreatedAtUtc, S.EndedBy, S.EndedAtUtc
        """;

    private const string RunColumns = "R.Id, R.ScheduleId, R.Period, R.BeginsAt, R.CampaignId, R.Fault, R.DoneAtUtc";

    /// <summary>Those in force first, then newest first.</summary>
    public async Task<IReadOnlyList<ScheduleWithRuns>> ReadListAsync(Actor actor, CancellationToken cancellation)
    {
        // A moment that lies ahead leaves the database for nobody.
        var sql = $"""
            SELECT {Columns}
            FROM CampaignSchedule S
            INNER JOIN Campaign C ON C.Id = S.TemplateId
            WHERE {JurisdictionScope.Within(actor, "S.JurisdictionCode")}
            ORDER BY CASE WHEN S.EndedAtUtc IS NULL THEN 0 ELSE 1 END, S.Id DESC;

            SELECT {RunColumns}
            FROM CampaignRun R
            INNER JOIN CampaignSchedule S ON S.Id = R.ScheduleId
            WHERE {JurisdictionScope.Within(actor, "S.JurisdictionCode")} AND (R.CampaignId IS NOT NULL OR R.DoneAtUtc IS NOT NULL)
            ORDER BY R.Id DESC;
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, new { Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation));
        var schedules = (await results.ReadAsync<CampaignSchedule>()).AsList();
        var runs = (await results.ReadAsync<CampaignRun>()).ToLookup(run => run.ScheduleId);
        return [.. schedules.Select(schedule => new ScheduleWithRuns(schedule, [.. runs[schedule.Id]]))];
    }

    /// <summary>The schedule that a campaign came from; null for one planned by hand.</summary>
    public async Task<CampaignSchedule?> ReadOfCampaignAsync(long campaignId, Actor actor, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {Columns}
            FROM CampaignRun R
            INNER JOIN CampaignSchedule S ON S.Id = R.ScheduleId
            INNER JOIN Campaign C ON C.Id = S.TemplateId
            WHERE R.CampaignId = @CampaignId AND {JurisdictionScope.Within(actor, "S.JurisdictionCode")}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<CampaignSchedule>(
            new(sql, new { CampaignId = campaignId, Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation));
    }

    public async Task<ScheduleFault> AppendAsync(long templateId, ScheduleDraft draft, Actor by, CancellationToken cancellation)
    {
        var insert = $"""
            INSERT INTO CampaignSchedule (
                JurisdictionCode, TemplateId, Every, WindowFrom, WindowTo, FieldDays, IsHeatingSeasonOnly, FromDay, CreatedBy, CreatedAtUtc)
            VALUES (@JurisdictionCode, @TemplateId, @Every, @WindowFrom, @WindowTo, @FieldDays, @IsHeatingSeasonOnly, @FromDay, @CreatedBy, @CreatedAtUtc)
            {db.ReturningId}
            """;

        if (!by.May(Operation.ManageCampaigns))
        {
            return ScheduleFault.NotAllowed;
        }

        if (ScheduleRules.Check(draft) is var fault and not ScheduleFault.None)
        {
            return fault;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await CampaignStore.ReadAsync(connection, transaction, templateId, by, cancellation) is not { } template)
        {
            return ScheduleFault.NotFound;
        }

        if (!ScheduleRules.IsRepeatable(template))
        {
            return ScheduleFault.NotRepeatable;
        }

        var values = new
        {
            template.JurisdictionCode,
            TemplateId = templateId,
            draft.Every,
            draft.WindowFrom,
            draft.WindowTo,
            draft.FieldDays,
            draft.IsHeatingSeasonOnly,
            draft.FromDay,
            CreatedBy = by.Name,
            CreatedAtUtc = DecisionTime.Now(clock),
        };
        var id = await connection.ExecuteScalarAsync<long>(new(insert, values, transaction, cancellationToken: cancellation));
        var told = new { Template = templateId, Every = draft.Every.ToString(), draft.WindowFrom, draft.WindowTo, draft.FieldDays, draft.IsHeatingSeasonOnly, draft.FromDay };
        await RecordAsync(transaction, AuditAction.CampaignScheduled, id, template.JurisdictionCode, told, by, cancellation);
        await transaction.CommitAsync(cancellation);
        return ScheduleFault.None;
    }

    /// <summary>Nothing begins by it any more; what has begun goes on.</summary>
    public async Task<ScheduleFault> EndAsync(long id, Actor by, CancellationToken cancellation)
    {
        const string end = "UPDATE CampaignSchedule SET EndedBy = @EndedBy, EndedAtUtc = @AtUtc WHERE Id = @Id AND EndedAtUtc IS NULL";
        const string forget = "DELETE FROM CampaignRun WHERE ScheduleId = @Id AND CampaignId IS NULL AND DoneAtUtc IS NULL";
        var read = $"SELECT S.JurisdictionCode FROM CampaignSchedule S WHERE S.Id = @Id AND {JurisdictionScope.Within(by, "S.JurisdictionCode")}";

        if (!by.May(Operation.ManageCampaigns))
        {
            return ScheduleFault.NotAllowed;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var values = new { Id = id, Own = JurisdictionScope.OwnOf(by), EndedBy = by.Name, AtUtc = DecisionTime.Now(clock) };
        if (await connection.ExecuteScalarAsync<string?>(new(read, values, transaction, cancellationToken: cancellation)) is not { } place
            || await connection.ExecuteAsync(new(end, values, transaction, cancellationToken: cancellation)) == 0)
        {
            return ScheduleFault.NotFound;
        }

        await connection.ExecuteAsync(new(forget, values, transaction, cancellationToken: cancellation));
        await RecordAsync(transaction, AuditAction.CampaignScheduleEnded, id, place, new { Schedule = id }, by, cancellation);
        await transaction.CommitAsync(cancellation);
        return ScheduleFault.None;
    }

    /// <summary>Every schedule in force with the periods it has come to, for the portal's own clock.</summary>
    [Unscoped("For the job, which acts for no one; what it does is done within the schedule's own jurisdiction.")]
    internal async Task<IReadOnlyList<ScheduleWithRuns>> ReadInForceAsync(CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {Columns} FROM CampaignSchedule S INNER JOIN Campaign C ON C.Id = S.TemplateId WHERE S.EndedAtUtc IS NULL ORDER BY S.Id;

            SELECT {RunColumns} FROM CampaignRun R INNER JOIN CampaignSchedule S ON S.Id = R.ScheduleId WHERE S.EndedAtUtc IS NULL ORDER BY R.Id DESC;
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, cancellationToken: cancellation));
        var schedules = (await results.ReadAsync<CampaignSchedule>()).AsList();
        var runs = (await results.ReadAsync<CampaignRun>()).ToLookup(run => run.ScheduleId);
        return [.. schedules.Select(schedule => new ScheduleWithRuns(schedule, [.. runs[schedule.Id]]))];
    }

    /// <summary>Begins a period: keeps the moment that was drawn for it, or that there was none left.</summary>
    [Unscoped("For the job, which acts for no one.")]
    internal async Task AppendRunAsync(long scheduleId, DateOnly period, DateTime beginsAt, CampaignFault? fault, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO CampaignRun (ScheduleId, Period, BeginsAt, Fault, DoneAtUtc)
            SELECT S.Id, @Period, @BeginsAt, @Fault, @DoneAtUtc
            FROM CampaignSchedule S
            WHERE S.Id = @ScheduleId AND S.EndedAtUtc IS NULL AND NOT EXISTS (SELECT 1 FROM CampaignRun R WHERE R.ScheduleId = S.Id AND R.Period = @Period)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var values = new { ScheduleId = scheduleId, Period = period, BeginsAt = beginsAt, Fault = fault, DoneAtUtc = fault is null ? (DateTime?)null : DecisionTime.Now(clock) };
        await connection.ExecuteAsync(new(sql, values, cancellationToken: cancellation));
    }

    /// <summary>The run has come as far as it goes.</summary>
    [Unscoped("For the job, which acts for no one.")]
    internal async Task FinishRunAsync(long runId, CampaignFault? fault, CancellationToken cancellation)
    {
        const string sql = "UPDATE CampaignRun SET Fault = @Fault, DoneAtUtc = @AtUtc WHERE Id = @RunId AND DoneAtUtc IS NULL";

        await using var connection = await db.OpenAsync(cancellation);
        await connection.ExecuteAsync(new(sql, new { RunId = runId, Fault = fault, AtUtc = DecisionTime.Now(clock) }, cancellationToken: cancellation));
    }

    /// <summary>Ties a campaign to its run, in the transaction that plans it: of one run there is one campaign, whatever stops in between.</summary>
    /// <returns>False when the run has one already, or its schedule was ended.</returns>
    internal static async Task<bool> TieAsync(DbTransaction transaction, long runId, long campaignId, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE CampaignRun SET CampaignId = @CampaignId
            WHERE Id = @RunId AND CampaignId IS NULL AND ScheduleId IN (SELECT S.Id FROM CampaignSchedule S WHERE S.EndedAtUtc IS NULL)
            """;

        return await transaction.Connection!.ExecuteAsync(new(sql, new { RunId = runId, CampaignId = campaignId }, transaction, cancellationToken: cancellation)) == 1;
    }

    private Task<long> RecordAsync(DbTransaction transaction, AuditAction action, long id, string place, object detail, Actor by, CancellationToken cancellation) => audit.AppendAsync(
        transaction,
        new()
        {
            Actor = by,
            Action = action,
            ObjectType = nameof(CampaignSchedule),
            ObjectId = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            JurisdictionCode = place,
            Detail = detail,
        },
        cancellation);
}
