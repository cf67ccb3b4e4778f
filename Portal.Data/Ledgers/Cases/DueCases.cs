using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Cases;

/// <summary>A case whose feedback is still within its limit, and when that ends.</summary>
public sealed record DueCase(long Id, string CaseNo, string EnterpriseCode, string EnterpriseName, string EnterpriseNameEn, DateTime Due);

/// <summary>Which cases have to be fed back by the end of a day: due times are reckoned from the rules, they are not stored.</summary>
public sealed class DueCases(Db db, RuleBook ruleBook)
{
    /// <param name="scope">Whose cases.</param>
    /// <param name="now">Ledger wall-clock time; cases due before it are overdue and left out.</param>
    /// <returns>Those due later on the same day, the soonest first.</returns>
    public async Task<IReadOnlyList<DueCase>> ReadTodayAsync(EnterpriseScope scope, DateTime now, CancellationToken cancellation)
    {
        var endOfDay = now.Date.AddDays(1);
        var calendar = await ruleBook.ReadCalendarAsync(cancellation);
        var due = new List<DueCase>();
        foreach (var jurisdiction in (await ReadPendingAsync(scope, cancellation)).GroupBy(pending => pending.Enterprise.JurisdictionCode))
        {
            var rules = await ruleBook.ReadHistoryAsync(jurisdiction.Key, cancellation);
            foreach (var (row, enterprise) in jurisdiction)
            {
                var at = CaseReceipts.Of(row, enterprise.Sectors, rules, calendar, now)
                    .Where(receipt => receipt.Rule.Topic is LimitTopic.Feedback && receipt.Verdict is not Verdict.NotApplicable)
                    .Max(receipt => receipt.Due);
                if (at >= now && at < endOfDay)
                {
                    due.Add(new(row.Id, row.CaseNo, row.EnterpriseCode, enterprise.Name, enterprise.NameEn, at.Value));
                }
            }
        }

        return [.. due.OrderBy(item => item.Due).ThenBy(item => item.Id)];
    }

    private async Task<IEnumerable<(CaseRow Row, PendingEnterprise Enterprise)>> ReadPendingAsync(EnterpriseScope scope, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { NotDue = (int)DueState.NotDue });
        var where = new Where().When(true, "L.IsOpen = 1 AND L.IsCurrent = 1 AND L.FeedbackState = @NotDue");
        scope.Restrict(where, parameters, "L.EnterpriseCode");
        var sql = $"""
            SELECT {OpenCaseStore.Columns}, E.Name, E.NameEn, E.JurisdictionCode,
                (SELECT STRING_AGG(CAST(T.Sector AS VARCHAR(4)), ',') FROM EnterpriseSector T WHERE T.EnterpriseCode = E.Code) AS SectorCodes
            FROM LedgerRow L
            INNER JOIN Enterprise E ON E.Code = L.EnterpriseCode
            {where}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QueryAsync<CaseRow, PendingEnterprise, (CaseRow, PendingEnterprise)>(
            new(sql, parameters, cancellationToken: cancellation), (row, enterprise) => (row, enterprise), splitOn: "Name");
    }

    private sealed record PendingEnterprise
    {
        public required string Name { get; init; }

        public required string NameEn { get; init; }

        public required string JurisdictionCode { get; init; }

        public string? SectorCodes { get; init; }

        public IReadOnlyList<Sector> Sectors =>
            [.. (SectorCodes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => (Sector)int.Parse(code, CultureInfo.InvariantCulture)).Order()];
    }
}
