using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Results;

/// <summary>Everything the results of a campaign are made of, within the reader's scope.</summary>
public sealed record CampaignResults
{
    public required IReadOnlyList<ResultTask> Tasks { get; init; }

    public required ILookup<long, AnswerRecord> Answers { get; init; }

    /// <summary>Compared facts by task.</summary>
    public required ILookup<long, ComparedFact> Facts { get; init; }

    /// <summary>Empty where the frame holds no rows.</summary>
    public required IReadOnlyList<FrameClaim> Claims { get; init; }

    /// <summary>By enterprise, type and state; an enterprise reads its confirmed ones only.</summary>
    public required IReadOnlyList<FindingCount> Findings { get; init; }

    public Completion Completion => ResultRules.Count(Tasks);

    public Estimate Estimate(Measure measure) => ResultRules.Estimate(Tasks, measure, Answers);

    /// <summary>Facts confirmed and facts compared, of each fact that was compared at all.</summary>
    public IReadOnlyList<(Fact Fact, int Confirmed, int Compared)> Consistency =>
    [
        .. Facts.SelectMany(task => task)
            .Where(fact => fact.Outcome is not FactOutcome.NotComparable)
            .GroupBy(fact => fact.Fact)
            .OrderBy(same => same.Key)
            .Select(same => (same.Key, same.Count(fact => fact.Outcome is FactOutcome.Confirmed), same.Count())),
    ];

    /// <summary>By code.</summary>
    public IReadOnlyList<EnterpriseResult> Enterprises
    {
        get
        {
            var claims = Claims.ToDictionary(claim => claim.EnterpriseCode, StringComparer.Ordinal);
            var confirmed = Findings.Where(count => count.State is FindingState.Confirmed).ToLookup(count => count.EnterpriseCode, StringComparer.Ordinal);
            return
            [
                .. Tasks.GroupBy(task => task.EnterpriseCode, StringComparer.Ordinal).OrderBy(own => own.Key, StringComparer.Ordinal).Select(own =>
                {
                    var facts = own.SelectMany(task => Facts[task.Id]).Where(fact => fact.Outcome is not FactOutcome.NotComparable).ToList();
                    return new EnterpriseResult
                    {
                        Code = own.Key,
                        Name = own.First().EnterpriseName,
                        NameEn = own.First().EnterpriseNameEn,
                        Completion = ResultRules.Count([.. own]),
                        Solved = ResultRules.Estimate(own, Measure.Solved, Answers),
                        Satisfied = ResultRules.Estimate(own, Measure.Satisfied, Answers),
                        Consistency = (facts.Count(fact => fact.Outcome is FactOutcome.Confirmed), facts.Count),
                        Findings = confirmed[own.Key].Sum(count => count.Findings),
                        Claim = claims.GetValueOrDefault(own.Key),
                    };
                }),
            ];
        }
    }
}

/// <summary>Findings of one enterprise, type and state.</summary>
public sealed record FindingCount
{
    public required string EnterpriseCode { get; init; }

    public required FindingType Type { get; init; }

    public required FindingState State { get; init; }

    public required int Findings { get; init; }
}

/// <summary>
/// Reads the results of campaigns. Authorities read those of their campaigns as they come in; an enterprise reads its own
/// part of a campaign once it is published, and nothing before (S0-63).
/// </summary>
public sealed class ResultStore(Db db)
{
    private const string Source = "SpotTask T INNER JOIN Campaign C ON C.Id = T.CampaignId";

    /// <returns>Without tasks where the reader may see none.</returns>
    public async Task<CampaignResults> ReadAsync(Actor reader, long campaignId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { CampaignId = campaignId, ResultRules.Items, FindingState.Confirmed });
        var where = new Where().When(true, "T.CampaignId = @CampaignId");
        Restrict(reader, where, parameters);
        var tasks = $"""
            SELECT T.Id, T.DrawOrder, T.Stratum, T.WeightOver, T.WeightUnder, T.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn,
                T.RowId, L.CaseNo, T.State, T.Disposition
            FROM {Source}
            INNER JOIN Enterprise E ON E.Code = T.EnterpriseCode
            LEFT JOIN LedgerRow L ON L.Id = T.RowId
            {where}
            ORDER BY T.DrawOrder
            """;
        var answers = $"""
            SELECT W.TaskId, W.ItemCode, W.ChoiceCode, W.Number
            FROM {Source}
            INNER JOIN TaskAttempt A ON A.TaskId = T.Id AND A.Standing = 1 AND A.Disposition = T.Disposition
            INNER JOIN TaskAnswer W ON W.AttemptId = A.Id
            {where} AND W.ItemCode IN @Items
            """;
        var facts = $"""
            SELECT D.TaskId, {DiscrepancyStore.Columns}
            FROM {Source}
            INNER JOIN Discrepancy D ON D.TaskId = T.Id
            {where}
            ORDER BY D.TaskId, D.Fact
            """;
        var findings = $"""
            SELECT F.EnterpriseCode, F.Type, F.State, COUNT(*) AS Findings
            FROM {Source}
            INNER JOIN Finding F ON F.TaskId = T.Id {(reader.IsEnterprise ? "AND F.State = @Confirmed" : "")}
            {where}
            GROUP BY F.EnterpriseCode, F.Type, F.State
            ORDER BY F.EnterpriseCode, F.Type, F.State
            """;

        await using var connection = await db.OpenAsync(cancellation);
        CommandDefinition Ask(string sql) => new(sql, parameters, cancellationToken: cancellation);
        return new()
        {
            Tasks = (await connection.QueryAsync<ResultTask>(Ask(tasks))).AsList(),
            Answers = (await connection.QueryAsync<AnswerRow>(Ask(answers))).ToLookup(row => row.TaskId, row => new AnswerRecord(row.TaskId, row.ItemCode, row.ChoiceCode, row.Number, null, null)),
            Facts = (await connection.QueryAsync<FactRow>(Ask(facts))).ToLookup(row => row.TaskId, row => row.ToFact()),
            Claims = await ReadClaimsAsync(reader, campaignId, connection, cancellation),
            Findings = (await connection.QueryAsync<FindingCount>(Ask(findings))).AsList(),
        };
    }

    /// <summary>What the rows of the frame claim, by enterprise, also of those of which nothing was drawn.</summary>
    public async Task<IReadOnlyList<FrameClaim>> ReadClaimsAsync(Actor reader, long campaignId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadClaimsAsync(reader, campaignId, connection, cancellation);
    }

    private static async Task<IReadOnlyList<FrameClaim>> ReadClaimsAsync(Actor reader, long campaignId, DbConnection connection, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { CampaignId = campaignId });
        var where = new Where().When(true, "M.CampaignId = @CampaignId");
        Restrict(reader, where, parameters, "M.EnterpriseCode");
        var sql = $"""
            SELECT M.EnterpriseCode, M.Objects, M.Rated, M.Satisfied, M.Closed, M.Solved
            FROM FrameClaim M
            INNER JOIN Campaign C ON C.Id = M.CampaignId
            {where}
            ORDER BY M.EnterpriseCode
            """;
        return (await connection.QueryAsync<FrameClaim>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The published campaigns that drew something of the reader's, newest first.</summary>
    public async Task<IReadOnlyList<PublishedCampaign>> ReadPublishedAsync(Actor reader, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { CampaignState.Published });
        var where = new Where().When(true, "C.State = @Published");
        Restrict(reader, where, parameters);
        var sql = $"SELECT DISTINCT C.Id, C.Name, C.Kind, C.FirstDay, C.LastDay FROM {Source} {where} ORDER BY C.Id DESC";

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<PublishedCampaign>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    private static void Restrict(Actor reader, Where where, DynamicParameters parameters, string column = "T.EnterpriseCode")
    {
        EnterpriseScope.Of(reader).Restrict(where, parameters, column);
        parameters.Add("Own", JurisdictionScope.OwnOf(reader));
        where
            .When(!reader.May(Operation.ReadFindings), "1 = 0")
            .When(reader.IsEnterprise, "C.State = 7")
            .When(!reader.IsEnterprise, JurisdictionScope.Within(reader, "C.JurisdictionCode"));
    }

    private sealed record AnswerRow
    {
        public required long TaskId { get; init; }

        public required string ItemCode { get; init; }

        public string? ChoiceCode { get; init; }

        public decimal? Number { get; init; }
    }

    private sealed record FactRow
    {
        public required long TaskId { get; init; }

        public required Fact Fact { get; init; }

        public required FactOutcome Outcome { get; init; }

        public string? Claimed { get; init; }

        public required string Found { get; init; }

        public int? Tolerance { get; init; }

        public ComparedFact ToFact() => new() { Fact = Fact, Outcome = Outcome, Claimed = Claimed, Found = Found, Tolerance = Tolerance };
    }
}

/// <summary>A campaign an enterprise may know of.</summary>
public sealed record PublishedCampaign
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required CampaignKind Kind { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }
}
