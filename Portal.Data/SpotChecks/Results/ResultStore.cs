using System.Data.Common;
using System.Globalization;
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

    /// <summary>Facts that could be compared, by task; their values are read where they are listed.</summary>
    public required ILookup<long, FactMark> Facts { get; init; }

    /// <summary>Empty where the frame holds no rows.</summary>
    public required IReadOnlyList<FrameClaim> Claims { get; init; }

    /// <summary>By enterprise, type and state; an enterprise reads its confirmed ones only.</summary>
    public required IReadOnlyList<FindingCount> Findings { get; init; }

    public Completion Completion => ResultRules.Count(Tasks);

    public IReadOnlyList<MeasuredHomes> Measured => ResultRules.Measured(Tasks, Answers);

    public Estimate Estimate(Measure measure) => ResultRules.Estimate(Tasks, measure, Answers);

    /// <summary>Facts confirmed and facts compared, of each fact that was compared at all.</summary>
    public IReadOnlyList<(Fact Fact, int Confirmed, int Compared)> Consistency =>
    [
        .. Facts.SelectMany(task => task)
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
                    var facts = own.SelectMany(task => Facts[task.Id]).ToList();
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

/// <summary>Whether a fact that could be compared was confirmed or contradicted.</summary>
public readonly record struct FactMark(Fact Fact, FactOutcome Outcome);

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
        var parameters = new DynamicParameters(new { CampaignId = campaignId, FindingState.Confirmed, CampaignKind.PhoneTest });
        var where = new Where().When(true, "T.CampaignId = @CampaignId");
        Restrict(reader, where, parameters);
        var tasks = $"""
            SELECT T.Id, T.DrawOrder, T.Stratum, T.WeightOver, T.WeightUnder, T.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn,
                T.RowId, L.CaseNo, T.State, T.Disposition, CASE WHEN C.Kind = @PhoneTest THEN 1 ELSE 0 END AS IsHotlineTest
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
            {where}
            """;
        var findings = $"""
            SELECT F.EnterpriseCode, F.Type, F.State, COUNT(*) AS Findings
            FROM {Source}
            INNER JOIN Finding F ON F.TaskId = T.Id {(reader.IsEnterprise ? "AND F.State = @Confirmed" : "")}
            {where}
            GROUP BY F.EnterpriseCode, F.Type, F.State
            ORDER BY F.EnterpriseCode, F.Type, F.State
            """;

        CommandDefinition Ask(string sql) => new(sql, new DynamicParameters(parameters), cancellationToken: cancellation);

        // Answers and facts are the most of it; they are read beside the rest, over a connection and with parameters of their own.
        var aside = Task.Run(
            async () =>
            {
                await using var other = await db.OpenAsync(cancellation);
                return (await ReadAnswersAsync(other, Ask(answers), cancellation), await ReadMarksAsync(reader, campaignId, other, cancellation));
            },
            cancellation);
        await using var connection = await db.OpenAsync(cancellation);
        var results = new
        {
            Tasks = (await connection.QueryAsync<ResultTask>(Ask(tasks))).AsList(),
            Claims = await ReadClaimsAsync(reader, campaignId, connection, cancellation),
            Findings = (await connection.QueryAsync<FindingCount>(Ask(findings))).AsList(),
        };
        var (answered, marks) = await aside;
        return new() { Tasks = results.Tasks, Answers = answered, Facts = marks, Claims = results.Claims, Findings = results.Findings };
    }

    /// <summary>Compared facts of tasks with both values, in the order of the facts.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="campaignId">Whose tasks.</param>
    /// <param name="taskIds">Null for all tasks of the campaign.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<ILookup<long, ComparedFact>> ReadFactsAsync(Actor reader, long campaignId, IReadOnlyCollection<long>? taskIds, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { CampaignId = campaignId, TaskIds = taskIds ?? [] });
        var where = new Where().When(true, "T.CampaignId = @CampaignId").When(taskIds is not null, "T.Id IN @TaskIds");
        Restrict(reader, where, parameters);
        var sql = $"""
            SELECT D.TaskId, {DiscrepancyStore.Columns}
            FROM {Source}
            INNER JOIN Discrepancy D ON D.TaskId = T.Id
            {where}
            ORDER BY D.TaskId, D.Fact
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<FactRow>(new(sql, parameters, cancellationToken: cancellation))).ToLookup(row => row.TaskId, row => row.ToFact());
    }

    /// <summary>What the rows of the frame claim, by enterprise, also of those of which nothing was drawn.</summary>
    public async Task<IReadOnlyList<FrameClaim>> ReadClaimsAsync(Actor reader, long campaignId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadClaimsAsync(reader, campaignId, connection, cancellation);
    }

    /// <summary>An index holds all that is read here: the values of a fact are wanted for a page of them only.</summary>
    private static async Task<ILookup<long, FactMark>> ReadMarksAsync(Actor reader, long campaignId, DbConnection connection, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { CampaignId = campaignId, FactOutcome.NotComparable });
        var where = new Where().When(true, "D.CampaignId = @CampaignId").When(true, "D.Outcome <> @NotComparable");
        Restrict(reader, where, parameters, "D.EnterpriseCode");
        var sql = $"""
            SELECT D.TaskId, D.Fact, D.Outcome
            FROM Discrepancy D
            INNER JOIN Campaign C ON C.Id = D.CampaignId
            {where}
            ORDER BY D.EnterpriseCode, D.Fact, D.Outcome, D.TaskId
            """;
        var marks = await connection.QueryAsync<(long TaskId, Fact Fact, FactOutcome Outcome)>(new(sql, parameters, cancellationToken: cancellation));
        return marks.ToLookup(mark => mark.TaskId, mark => new FactMark(mark.Fact, mark.Outcome));
    }

    /// <summary>
    /// Row by row: of a campaign of thousands of tasks these are the most, and a mapper takes as long again as the database.
    /// What nothing is estimated from is left out here: asked for item by item, the database would seek each one anew.
    /// </summary>
    private static async Task<ILookup<long, AnswerRecord>> ReadAnswersAsync(DbConnection connection, CommandDefinition ask, CancellationToken cancellation)
    {
        var codes = ResultRules.Items.ToDictionary(code => code, StringComparer.Ordinal);
        var answers = new List<AnswerRecord>();
        await using var reader = await connection.ExecuteReaderAsync(ask);
        while (await reader.ReadAsync(cancellation))
        {
            if (codes.TryGetValue(reader.GetString(1), out var code))
            {
                answers.Add(new(
                    reader.GetInt64(0), code, reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : Convert.ToDecimal(reader.GetValue(3), CultureInfo.InvariantCulture), null, null));
            }
        }

        return answers.ToLookup(answer => answer.TaskId);
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
