using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Findings;

/// <summary>Reads findings within the reader's scope; an enterprise its own, and those only once it has been told (S0-63).</summary>
public sealed class FindingStore(Db db)
{
    private const string Columns = """
        F.Id, F.CampaignId, C.Name AS CampaignName, C.Kind, C.State AS CampaignState, C.JurisdictionCode, F.TaskId, F.EnterpriseCode,
        E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn, F.RowId, L.CaseNo, F.Type, F.State, F.Revision, F.FactsJson, F.Statement,
        F.ProposedById, F.ProposedAtUtc, F.NotifiedAtUtc, F.ExplainBy, F.Explanation, F.DecidedAtUtc, F.Reason, F.PointsTenths, F.PointsBasis
        """;

    private const string Source = """
        Finding F
        INNER JOIN Campaign C ON C.Id = F.CampaignId
        INNER JOIN Enterprise E ON E.Code = F.EnterpriseCode
        LEFT JOIN LedgerRow L ON L.Id = F.RowId
        """;

    /// <summary>Newest first; what waits, by the last day to explain.</summary>
    public async Task<Page<Finding>> ReadPageAsync(Actor reader, FindingFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(reader, filter);
        parameters.AddDynamicParams(new { page.Skip, page.Take });
        var sql = $"""
            SELECT COUNT(*) FROM Finding F INNER JOIN Campaign C ON C.Id = F.CampaignId {where};

            SELECT {Columns}
            FROM {Source}
            {where}
            ORDER BY {OrderBy(filter.WaitingOn is not null)}
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new((await results.ReadAsync<Finding>()).AsList(), total);
    }

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(Actor reader, FindingFilter filter, CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(reader, filter);
        var sql = $"SELECT COUNT(*) FROM Finding F INNER JOIN Campaign C ON C.Id = F.CampaignId {where}";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>How many are in each state.</summary>
    public async Task<IReadOnlyDictionary<FindingState, int>> ReadCountsAsync(Actor reader, EnterpriseScope scope, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var where = new Where();
        Restrict(reader, where, parameters);
        scope.Restrict(where, parameters, "F.EnterpriseCode");
        var sql = $"SELECT F.State, COUNT(*) AS Findings FROM Finding F {where} GROUP BY F.State";

        await using var connection = await db.OpenAsync(cancellation);
        var counts = await connection.QueryAsync<(FindingState State, int Findings)>(new(sql, parameters, cancellationToken: cancellation));
        return counts.ToDictionary(count => count.State, count => count.Findings);
    }

    /// <summary>Null when there is none that the reader may see.</summary>
    public async Task<Finding?> ReadAsync(Actor reader, long id, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadAsync(connection, null, reader, id, cancellation);
    }

    /// <summary>What was done to it, oldest first; an enterprise reads from when it was told.</summary>
    public async Task<IReadOnlyList<FindingStep>> ReadStepsAsync(Actor reader, long id, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id, FindingAct.Propose });
        var where = new Where().When(true, "F.Id = @Id").When(reader.IsEnterprise, "S.Act <> @Propose");
        Restrict(reader, where, parameters);
        var sql = $"""
            SELECT S.Act, S.State, S.UserName, S.DisplayName, S.AtUtc, S.Note
            FROM FindingStep S
            INNER JOIN Finding F ON F.Id = S.FindingId
            {where}
            ORDER BY S.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var steps = await connection.QueryAsync<FindingStep>(new(sql, parameters, cancellationToken: cancellation));
        return [.. steps.Select(step => reader.IsEnterprise && step.Act is not FindingAct.Explain ? step with { UserName = "", DisplayName = "" } : step)];
    }

    /// <summary>The files it rests on.</summary>
    public async Task<IReadOnlyList<FindingFile>> ReadFilesAsync(Actor reader, long id, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id });
        var where = new Where().When(true, "F.Id = @Id");
        Restrict(reader, where, parameters);
        var sql = $"""
            SELECT V.Id, V.Kind, V.FileName, V.Sha256, V.TakenAt, V.ReceivedAtUtc, V.ErasedAtUtc, X.ReleasedAtUtc
            FROM FindingEvidence X
            INNER JOIN Finding F ON F.Id = X.FindingId
            INNER JOIN TaskEvidence V ON V.Id = X.EvidenceId
            {where}
            ORDER BY V.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<FindingFile>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Confirmed findings with what they count, by the day of confirmation, both days included.</summary>
    public async Task<IReadOnlyList<ConfirmedFinding>> ReadConfirmedAsync(EnterpriseScope scope, (DateOnly From, DateOnly To) period, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { period.From, period.To, FindingState.Confirmed });
        var where = new Where()
            .When(true, "F.State = @Confirmed")
            .When(true, "F.DecidedOn >= @From")
            .When(true, "F.DecidedOn <= @To");
        scope.Restrict(where, parameters, "F.EnterpriseCode");
        var sql = $"""
            SELECT F.Id, F.EnterpriseCode, F.Type, F.PointsTenths, F.PointsBasis, F.DecidedOn AS ConfirmedOn, F.CampaignId, F.TaskId, F.RowId, L.CaseNo
            FROM Finding F
            LEFT JOIN LedgerRow L ON L.Id = F.RowId
            {where}
            ORDER BY F.EnterpriseCode, F.DecidedOn, F.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<ConfirmedFinding>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    internal static Task<Finding?> ReadAsync(DbConnection connection, DbTransaction? transaction, Actor reader, long id, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id });
        var where = new Where().When(true, "F.Id = @Id");
        Restrict(reader, where, parameters);
        var sql = $"SELECT {Columns} FROM {Source} {where}";
        return connection.QuerySingleOrDefaultAsync<Finding>(new(sql, parameters, transaction, cancellationToken: cancellation));
    }

    private static string OrderBy(bool isWaiting) => isWaiting switch
    {
        true => "COALESCE(F.ExplainBy, F.ProposedAtUtc), F.Id",
        _ => "F.Id DESC",
    };

    private static (Where Where, DynamicParameters Parameters) Clauses(Actor reader, FindingFilter filter)
    {
        var parameters = new DynamicParameters(new { filter.Type, filter.States, filter.CampaignId, filter.WaitingOn });
        var where = new Where()
            .When(filter.Type is not null, "F.Type = @Type")
            .When(filter.States.Count > 0, "F.State IN @States")
            .When(filter.CampaignId is not null, "F.CampaignId = @CampaignId")
            .When(filter.WaitingOn is not null, Waiting(reader));
        if (filter.IsUnread)
        {
            FindingMessages.Restrict(reader, where, parameters);
        }

        Restrict(reader, where, parameters);
        filter.Scope.Restrict(where, parameters, "F.EnterpriseCode");
        parameters.AddDynamicParams(new { ReaderId = reader.UserId });
        return (where, parameters);
    }

    /// <summary><see cref="FindingRules.IsWaitingFor"/> as a clause.</summary>
    private static string Waiting(Actor reader) =>
        reader.May(Operation.ExplainFindings) ? "F.State = 2 AND F.ExplainBy >= @WaitingOn"
        : reader.May(Operation.ConfirmFindings) ? """
            ((F.State = 1 AND C.State IN (6, 7))
                OR (F.ProposedById <> @ReaderId AND (F.State = 3 OR (F.State = 2 AND F.ExplainBy < @WaitingOn))))
            """
        : "1 = 0";

    private static void Restrict(Actor reader, Where where, DynamicParameters parameters)
    {
        EnterpriseScope.Of(reader).Restrict(where, parameters, "F.EnterpriseCode");
        where
            .When(!reader.May(Operation.ReadFindings), "1 = 0")
            .When(reader.IsEnterprise, "F.NotifiedAtUtc IS NOT NULL");
    }
}
