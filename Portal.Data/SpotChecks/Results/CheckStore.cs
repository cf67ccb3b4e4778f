using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Results;

/// <summary>What one published campaign found of one enterprise, as indicators count it (requirements §6: 抽检一致率, 接通率).</summary>
public sealed record CheckCount
{
    public required long CampaignId { get; init; }

    public required string CampaignName { get; init; }

    /// <summary>Of the field work; its month is the month the check counts in.</summary>
    public required DateOnly LastDay { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string EnterpriseName { get; init; }

    public required string EnterpriseNameEn { get; init; }

    public long FactsConfirmed { get; init; }

    /// <summary>Confirmed and contradicted together.</summary>
    public long FactsCompared { get; init; }

    /// <summary>Hotline tests by the hours they were drawn from, early first.</summary>
    public IReadOnlyList<ConnectionCount> Tests { get; init; } = [];
}

/// <summary>Hotline tests of one quarter of a day.</summary>
/// <param name="FromHour">0, 6, 12 or 18.</param>
public sealed record ConnectionCount(int FromHour, long Connected, long Tests);

/// <summary>
/// Counts what spot checks found of enterprises. A campaign counts for everybody from the moment its results are published,
/// and for nobody before (S0-63): authority and enterprise read the same figure.
/// </summary>
public sealed class CheckStore(Db db)
{
    /// <summary>By last day, campaign and enterprise; newest first.</summary>
    /// <param name="scope">Whose enterprises.</param>
    /// <param name="days">Within which the field work ended, both included.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<CheckCount>> ReadAsync(EnterpriseScope scope, (DateOnly From, DateOnly To) days, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadAsync(connection, scope, days, cancellation);
    }

    internal static async Task<IReadOnlyList<CheckCount>> ReadAsync(
        DbConnection connection, EnterpriseScope scope, (DateOnly From, DateOnly To) days, CancellationToken cancellation)
    {
        const string find = "SELECT C.Id, C.Kind FROM Campaign C WHERE C.State = @Published AND C.LastDay >= @From AND C.LastDay <= @To";

        // Most months have no published campaign, or a few.
        var published = (await connection.QueryAsync<(long Id, CampaignKind Kind)>(new(find, new { CampaignState.Published, days.From, days.To }, cancellationToken: cancellation))).AsList();
        if (published.Count == 0)
        {
            return [];
        }

        var facts = await ReadFactsAsync(connection, scope, [.. published.Select(campaign => campaign.Id)], cancellation);
        long[] calls = [.. published.Where(campaign => campaign.Kind is CampaignKind.PhoneTest).Select(campaign => campaign.Id)];
        var tests = calls.Length == 0 ? [] : await ReadTestsAsync(connection, scope, calls, cancellation);
        return
        [
            .. facts.Concat(tests)
                .GroupBy(count => (count.CampaignId, count.EnterpriseCode))
                .Select(same => same.First() with { Tests = [.. same.SelectMany(count => count.Tests).OrderBy(test => test.FromHour)] })
                .OrderByDescending(count => count.LastDay).ThenByDescending(count => count.CampaignId).ThenBy(count => count.EnterpriseCode, StringComparer.Ordinal),
        ];
    }

    private static async Task<IEnumerable<CheckCount>> ReadFactsAsync(DbConnection connection, EnterpriseScope scope, long[] campaigns, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Campaigns = campaigns, FactOutcome.Confirmed, FactOutcome.NotComparable });
        var where = new Where().When(true, "D.CampaignId IN @Campaigns").When(true, "D.Outcome <> @NotComparable");
        scope.Restrict(where, parameters, "D.EnterpriseCode");
        var sql = $"""
            SELECT M.CampaignId, C.Name AS CampaignName, C.LastDay, M.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn, M.FactsConfirmed, M.FactsCompared
            FROM (
                SELECT D.CampaignId, D.EnterpriseCode, SUM(CASE WHEN D.Outcome = @Confirmed THEN 1 ELSE 0 END) AS FactsConfirmed, COUNT(*) AS FactsCompared
                FROM Discrepancy D
                {where}
                GROUP BY D.CampaignId, D.EnterpriseCode) M
            INNER JOIN Campaign C ON C.Id = M.CampaignId
            INNER JOIN Enterprise E ON E.Code = M.EnterpriseCode
            """;
        return await connection.QueryAsync<CheckCount>(new(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>As <see cref="ResultRules"/> counts <see cref="Measure.Connected"/>; the object of a test is a day and its first hour.</summary>
    private static async Task<IEnumerable<CheckCount>> ReadTestsAsync(DbConnection connection, EnterpriseScope scope, long[] campaigns, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new
        {
            Campaigns = campaigns,
            PhoneTestRules.Connected,
            SpotTaskState.Ineligible,
            Silent = ResultRules.NotConnected.Select(disposition => (int)disposition).ToArray(),
        });
        var where = new Where()
            .When(true, "T.CampaignId IN @Campaigns")
            .When(true, "T.State <> @Ineligible")
            .When(true, "(W.ChoiceCode IS NOT NULL OR T.Disposition IN @Silent)");
        scope.Restrict(where, parameters, "T.EnterpriseCode");
        var sql = $"""
            SELECT M.CampaignId, C.Name AS CampaignName, C.LastDay, M.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn, M.FromHour, M.Connected, M.Tests
            FROM (
                SELECT T.CampaignId, T.EnterpriseCode, SUBSTRING(T.ObjectKey, 12, 2) AS FromHour, SUM(CASE WHEN W.ChoiceCode = 'yes' THEN 1 ELSE 0 END) AS Connected, COUNT(*) AS Tests
                FROM SpotTask T
                LEFT JOIN TaskAttempt A ON A.TaskId = T.Id AND A.Standing = 1 AND A.Disposition = T.Disposition
                LEFT JOIN TaskAnswer W ON W.AttemptId = A.Id AND W.ItemCode = @Connected
                {where}
                GROUP BY T.CampaignId, T.EnterpriseCode, SUBSTRING(T.ObjectKey, 12, 2)) M
            INNER JOIN Campaign C ON C.Id = M.CampaignId
            INNER JOIN Enterprise E ON E.Code = M.EnterpriseCode
            """;
        return (await connection.QueryAsync<TestRow>(new(sql, parameters, cancellationToken: cancellation))).Select(row => row.ToCount());
    }

    private sealed record TestRow
    {
        public required long CampaignId { get; init; }

        public required string CampaignName { get; init; }

        public required DateOnly LastDay { get; init; }

        public required string EnterpriseCode { get; init; }

        public required string EnterpriseName { get; init; }

        public required string EnterpriseNameEn { get; init; }

        public required string FromHour { get; init; }

        public required long Connected { get; init; }

        public required long Tests { get; init; }

        public CheckCount ToCount() => new()
        {
            CampaignId = CampaignId,
            CampaignName = CampaignName,
            LastDay = LastDay,
            EnterpriseCode = EnterpriseCode,
            EnterpriseName = EnterpriseName,
            EnterpriseNameEn = EnterpriseNameEn,
            Tests = [new(int.Parse(FromHour, CultureInfo.InvariantCulture), Connected, Tests)],
        };
    }
}
