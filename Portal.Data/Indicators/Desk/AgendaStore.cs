using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Storage;

namespace Portal.Data.Indicators.Desk;

/// <summary>What waits for somebody today, within a scope.</summary>
public sealed class AgendaStore(Db db)
{
    // Ten years: whatever a portal holds.
    private const int MonthsCounted = 120;

    /// <summary>See <see cref="FilingDueRules"/>.</summary>
    public async Task<IReadOnlyList<OverdueFiling>> ReadOverdueFilingsAsync(EnterpriseScope scope, DateOnly today, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "F.IsCurrent = 1"), scope, "F.EnterpriseCode");
        var sql = $"""
            SELECT F.EnterpriseCode, STRING_AGG(F.Period, ',') AS Periods
            FROM Filing F
            {where}
            GROUP BY F.EnterpriseCode
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var filed = (await connection.QueryAsync<(string EnterpriseCode, string Periods)>(new(sql, parameters, cancellationToken: cancellation)))
            .SelectMany(row => row.Periods.Split(','), (row, period) => (row.EnterpriseCode, Month: MonthOf(period)))
            .ToLookup(row => row.EnterpriseCode, row => row.Month, StringComparer.Ordinal);
        return FilingDueRules.Overdue(await ReadEnterprisesAsync(scope, withoutSupervisor: false, cancellation), filed, today);
    }

    /// <summary>Enterprises and months whose latest filing does not count, newest first.</summary>
    public async Task<IReadOnlyList<FailedFiling>> ReadFailedFilingsAsync(EnterpriseScope scope, DateOnly today, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(
            new Where()
                .When(true, "F.Period >= @From")
                .When(true, "F.Status <> @Accepted")
                .When(true, "NOT EXISTS (SELECT 1 FROM Filing N WHERE N.EnterpriseCode = F.EnterpriseCode AND N.Period = F.Period AND N.Version > F.Version)"),
            scope,
            "F.EnterpriseCode");
        parameters.Add("From", MonthSpan.Text(FilingDueRules.LatestDue(today).AddMonths(1 - FilingDueRules.Months)));
        parameters.Add("Accepted", (int)FilingStatus.Accepted);
        var sql = $"""
            SELECT F.Id, F.EnterpriseCode, E.Name, E.NameEn, F.Period, F.Version, F.Status, F.ReceivedAtUtc
            FROM Filing F
            INNER JOIN Enterprise E ON E.Code = F.EnterpriseCode
            {where}
            ORDER BY F.Period DESC, F.Id DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<FailedFiling>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Enterprises nobody is named for (S0-58), by jurisdiction and code.</summary>
    public Task<IReadOnlyList<SubjectEnterprise>> ReadWithoutSupervisorAsync(EnterpriseScope scope, CancellationToken cancellation) =>
        ReadEnterprisesAsync(scope, withoutSupervisor: true, cancellation);

    /// <summary>Cases of the last ten years that are still open although their limit has passed; one closed without feedback is a gap of its ledger and needs no chasing.</summary>
    public async Task<long> CountOverdueCasesAsync(EnterpriseScope scope, DateOnly today, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(
            new Where().When(true, "R.Month IN @Months AND R.Slice = @Whole AND R.Code = 0"), scope, "R.EnterpriseCode");
        parameters.Add("Whole", (int)RollupSlice.Whole);
        parameters.Add("Months", Enumerable.Range(0, MonthsCounted).Select(back => MonthSpan.Text(today.AddMonths(-back))).ToArray());
        var sql = $"SELECT COALESCE(SUM(R.ClosingOverdue), 0) FROM MonthRollup R {where}";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new(sql, parameters, cancellationToken: cancellation));
    }

    private async Task<IReadOnlyList<SubjectEnterprise>> ReadEnterprisesAsync(EnterpriseScope scope, bool withoutSupervisor, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(
            new Where().When(
                withoutSupervisor,
                "NOT EXISTS (SELECT 1 FROM Supervisor V WHERE V.EnterpriseCode = E.Code AND V.CaseId IS NULL AND V.EndedAtUtc IS NULL)"),
            scope,
            "E.Code");
        var sql = $"""
            SELECT E.Code, E.Name, E.NameEn, E.JurisdictionCode
            FROM Enterprise E
            {where}
            ORDER BY E.JurisdictionCode, E.Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<SubjectEnterprise>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    private static (Where Where, DynamicParameters Parameters) Narrow(Where where, EnterpriseScope scope, string column)
    {
        var parameters = new DynamicParameters();
        scope.Restrict(where, parameters, column);
        return (where, parameters);
    }

    private static DateOnly MonthOf(string period) => DateOnly.ParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>The latest filing of a month that does not count: refused or rejected, and nothing sent since.</summary>
public sealed record FailedFiling
{
    public required long Id { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string Period { get; init; }

    public required int Version { get; init; }

    public required FilingStatus Status { get; init; }

    public required DateTime ReceivedAtUtc { get; init; }
}
