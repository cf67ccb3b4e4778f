using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers;

/// <summary>Replaces rollups inside an open transaction.</summary>
internal sealed class RollupWriter(DbConnection connection, DbTransaction transaction)
{
    private readonly RollupCount _count = new(connection, transaction);

    private const string ClearMonths = "DELETE FROM MonthRollup WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months";
    private const string ClearLimits = "DELETE FROM LimitRollup WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months";
    private const string ClearHandling = "DELETE FROM HandlingRollup WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months";
    private const string ClearCommunities = "DELETE FROM CommunityRollup WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months";
    private const string ClearCauses = "DELETE FROM CauseRollup WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months";
    private const string ClearHouseholds = "DELETE FROM HouseholdRollup WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months";

    private static readonly BulkColumn[] s_months =
    [
        new("EnterpriseCode", typeof(string)), new("Month", typeof(string)), new("Slice", typeof(int)),
        new("Code", typeof(int)), new("Cases", typeof(int)), new("CompleteCases", typeof(int)), new("FedBack", typeof(int)), new("FedBackInTime", typeof(int)),
        new("FeedbackOverdue", typeof(int)), new("Closed", typeof(int)), new("ClosingOverdue", typeof(int)),
        new("Handled", typeof(int)), new("HandlingMinutes", typeof(long)), new("Rated", typeof(int)), new("Satisfied", typeof(int)),
        new("Reopened", typeof(int)), new("RatingPoints", typeof(int)), new("CallBacks", typeof(int)), new("CallBacksReached", typeof(int)),
        new("Dispatches", typeof(int)), new("DispatchesInTime", typeof(int)),
    ];

    private static readonly BulkColumn[] s_limits =
    [
        new("EnterpriseCode", typeof(string)), new("Month", typeof(string)), new("RuleId", typeof(string)),
        new("Met", typeof(int)), new("Late", typeof(int)), new("OpenInTime", typeof(int)),
        new("OpenOverdue", typeof(int)), new("NotApplicable", typeof(int)), new("Undeterminable", typeof(int)),
    ];

    private static readonly BulkColumn[] s_handling =
    [
        new("EnterpriseCode", typeof(string)), new("Month", typeof(string)), new("DayTenths", typeof(int)), new("Cases", typeof(int)),
    ];

    private static readonly BulkColumn[] s_communities =
    [
        new("EnterpriseCode", typeof(string)), new("Month", typeof(string)), new("Number", typeof(int)), new("Community", typeof(string)),
        new("Cases", typeof(int)),
    ];

    private static readonly BulkColumn[] s_causes =
    [
        new("EnterpriseCode", typeof(string)), new("Month", typeof(string)), new("Kind", typeof(int)), new("Number", typeof(int)),
        new("Cause", typeof(string)), new("Cases", typeof(int)),
    ];

    private static readonly BulkColumn[] s_households =
    [
        new("EnterpriseCode", typeof(string)), new("Month", typeof(string)), new("Households", typeof(int)),
        new("RepeatHouseholds", typeof(int)), new("SolvedAtOnce", typeof(int)),
    ];

    /// <param name="filing">The filing just accepted.</param>
    /// <param name="filed">The tally of its rows: taken as it is for months in which nothing else counts.</param>
    /// <param name="touched">Months that must be counted from the stored rows.</param>
    public async Task ReplaceAsync(Filing filing, RollupTally filed, IReadOnlyCollection<string> touched, CancellationToken cancellation)
    {
        const string known = "SELECT DISTINCT Month FROM MonthRollup WHERE EnterpriseCode = @EnterpriseCode";

        var counted = (await connection.QueryAsync<string>(new(known, new { filing.EnterpriseCode }, transaction, cancellationToken: cancellation)))
            .ToHashSet(StringComparer.Ordinal);
        var months = filed.Months.Keys.Select(key => key.Month).Concat(touched).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var month in months)
        {
            var isOurs = !counted.Contains(month) && !touched.Contains(month);
            var tally = isOurs ? filed : await _count.CountAsync(filing.EnterpriseCode, month, cancellation);
            await ReplaceAsync(new([filing.EnterpriseCode], [month]), _ => tally, cancellation);
        }

        // What came in may be the repeat of a case of the month before.
        await ReplaceHouseholdsAsync(
            new([filing.EnterpriseCode], [.. months.SelectMany(HouseholdRules.MonthsBehind).Distinct().Except(months).Where(counted.Contains)]), cancellation);
    }

    /// <summary>Counts a block again from the stored rows; asks nothing of the database for an empty one.</summary>
    public async Task RecountAsync(RollupBlock block, CancellationToken cancellation)
    {
        if (block.IsEmpty)
        {
            return;
        }

        var tallies = await _count.CountAsync(block, cancellation);
        await ReplaceAsync(block, key => tallies[key], cancellation);
    }

    /// <summary>Counts the communities and causes of the months of a filing again: its words have been given up.</summary>
    public async Task ReplaceWordsAsync(string enterpriseCode, long filingId, CancellationToken cancellation)
    {
        const string read = "SELECT DISTINCT FigureMonth FROM LedgerRow WHERE Id BETWEEN @First AND @Last AND IsCurrent = 1 ORDER BY FigureMonth";

        var range = new { First = LedgerStore.RowId(filingId, 0), Last = LedgerStore.RowId(filingId, LedgerStore.RowsPerFiling - 1) };
        foreach (var month in (await connection.QueryAsync<string>(new(read, range, transaction, commandTimeout: 600, cancellationToken: cancellation))).AsList())
        {
            var tally = await _count.CountAsync(enterpriseCode, month, cancellation);
            await ClearAsync(ClearCommunities, new([enterpriseCode], [month]), cancellation);
            await ClearAsync(ClearCauses, new([enterpriseCode], [month]), cancellation);
            await WriteAsync("CommunityRollup", s_communities, CommunityRows(enterpriseCode, month, tally), cancellation);
            await WriteAsync("CauseRollup", s_causes, CauseRows(enterpriseCode, month, tally), cancellation);
        }
    }

    public async Task ReplaceAsync(RollupBlock block, Func<(string EnterpriseCode, string Month), RollupTally> tally, CancellationToken cancellation)
    {
        await ReplaceAsync(ClearMonths, "MonthRollup", s_months, MonthRows);
        await ReplaceAsync(ClearLimits, "LimitRollup", s_limits, LimitRows);
        await ReplaceAsync(ClearHandling, "HandlingRollup", s_handling, HandlingRows);
        await ReplaceAsync(ClearCommunities, "CommunityRollup", s_communities, CommunityRows);
        await ReplaceAsync(ClearCauses, "CauseRollup", s_causes, CauseRows);
        await ReplaceHouseholdsAsync(block, cancellation);

        async Task ReplaceAsync(string clear, string table, BulkColumn[] columns, Func<string, string, RollupTally, IEnumerable<object?[]>> rows)
        {
            await ClearAsync(clear, block, cancellation);
            await WriteAsync(table, columns, block.Keys.SelectMany(key => rows(key.EnterpriseCode, key.Month, tally(key))), cancellation);
        }
    }

    internal static IEnumerable<object?[]> MonthRows(string enterpriseCode, string month, RollupTally tally) =>
        from slice in tally.Slices(month)
        orderby slice.Key.Slice, slice.Key.Code
        let counts = slice.Value
        select new object?[]
        {
            enterpriseCode, month, (int)slice.Key.Slice, slice.Key.Code, counts.Cases, counts.CompleteCases, counts.FedBack,
            counts.FedBackInTime, counts.FeedbackOverdue, counts.Closed, counts.ClosingOverdue, counts.Handled,
            counts.HandlingMinutes, counts.Rated, counts.Satisfied, counts.Reopened, counts.RatingPoints, counts.CallBacks,
            counts.CallBacksReached, counts.Dispatches, counts.DispatchesInTime,
        };

    internal static IEnumerable<object?[]> LimitRows(string enterpriseCode, string month, RollupTally tally) =>
        from item in tally.Limits
        where item.Key.Month == month
        orderby item.Key.RuleId
        select new object?[]
        {
            enterpriseCode, month, item.Key.RuleId, item.Value[0], item.Value[1], item.Value[2], item.Value[3], item.Value[4], item.Value[5],
        };

    internal static IEnumerable<object?[]> HandlingRows(string enterpriseCode, string month, RollupTally tally) =>
        from item in tally.Handling
        where item.Key.Month == month
        orderby item.Key.DayTenths
        select new object?[] { enterpriseCode, month, item.Key.DayTenths, item.Value };

    /// <summary>Most cases first; numbered, see the migration.</summary>
    internal static IEnumerable<object?[]> CommunityRows(string enterpriseCode, string month, RollupTally tally) =>
        tally.Communities.Where(item => item.Key.Month == month)
            .OrderByDescending(item => item.Value)
            .ThenBy(item => item.Key.Community, StringComparer.Ordinal)
            .Select((item, index) => new object?[] { enterpriseCode, month, index + 1, item.Key.Community, item.Value });

    /// <summary>By kind, most cases first; numbered, see the migration.</summary>
    internal static IEnumerable<object?[]> CauseRows(string enterpriseCode, string month, RollupTally tally) =>
        tally.Causes.Where(item => item.Key.Month == month)
            .OrderBy(item => item.Key.Kind)
            .ThenByDescending(item => item.Value)
            .ThenBy(item => item.Key.Cause, StringComparer.Ordinal)
            .Select((item, index) => new object?[] { enterpriseCode, month, (int)item.Key.Kind, index + 1, item.Key.Cause, item.Value });

    internal static object?[] HouseholdRow(string enterpriseCode, string month, HouseholdCounts counts) =>
        [enterpriseCode, month, counts.Households, counts.RepeatHouseholds, counts.SolvedAtOnce];

    private async Task ReplaceHouseholdsAsync(RollupBlock block, CancellationToken cancellation)
    {
        if (block.IsEmpty)
        {
            return;
        }

        var kept = await _count.ReadKeptHouseholdsAsync(block, cancellation);
        var counts = await _count.CountHouseholdsAsync(block, cancellation);
        var written = counts.Where(item => !kept.Contains(item.Key)).Select(item => HouseholdRow(item.Key.EnterpriseCode, item.Key.Month, item.Value));
        foreach (var own in block.Keys.Where(key => !kept.Contains(key)).GroupBy(key => key.EnterpriseCode, key => key.Month))
        {
            await ClearAsync(ClearHouseholds, new([own.Key], [.. own]), cancellation);
        }

        await WriteAsync("HouseholdRollup", s_households, written, cancellation);
    }

    private Task<int> ClearAsync(string sql, RollupBlock block, CancellationToken cancellation) =>
        connection.ExecuteAsync(new(sql, block, transaction, commandTimeout: 600, cancellationToken: cancellation));

    private async Task WriteAsync(string table, BulkColumn[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        using var insert = new BulkInsert(transaction, table, columns);
        await insert.WriteAsync(rows, cancellation);
    }
}
