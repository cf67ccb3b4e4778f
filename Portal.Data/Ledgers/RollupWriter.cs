using System.Data.Common;
using Dapper;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>Reads, counts and replaces the rollups of one enterprise inside an open transaction.</summary>
internal sealed class RollupWriter(DbConnection connection, DbTransaction transaction)
{
    private static readonly BulkColumn[] s_months =
    [
        new("EnterpriseCode", typeof(string)), new("Month", typeof(string)), new("Slice", typeof(int)),
        new("Code", typeof(int)), new("Cases", typeof(int)), new("CompleteCases", typeof(int)), new("FedBack", typeof(int)), new("FedBackInTime", typeof(int)),
        new("FeedbackOverdue", typeof(int)), new("Closed", typeof(int)), new("ClosingOverdue", typeof(int)),
        new("Handled", typeof(int)), new("HandlingMinutes", typeof(long)), new("Rated", typeof(int)), new("Satisfied", typeof(int)),
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

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    /// <param name="filing">The filing just accepted.</param>
    /// <param name="filed">The tally of its rows: taken as it is for months in which nothing else counts.</param>
    /// <param name="touched">Months that must be counted from the stored rows.</param>
    public async Task ReplaceAsync(Filing filing, RollupTally filed, IReadOnlyCollection<string> touched, CancellationToken cancellation)
    {
        const string known = "SELECT DISTINCT Month FROM MonthRollup WHERE EnterpriseCode = @EnterpriseCode";

        var counted = (await connection.QueryAsync<string>(new(known, new { filing.EnterpriseCode }, transaction, cancellationToken: cancellation)))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var month in filed.Months.Keys.Select(key => key.Month).Concat(touched).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            var isOurs = !counted.Contains(month) && !touched.Contains(month);
            var tally = isOurs ? filed : await CountAsync(filing.EnterpriseCode, month, cancellation);
            await ReplaceAsync(filing.EnterpriseCode, month, tally, cancellation);
        }
    }

    /// <summary>Counts the stored rows of a month that count.</summary>
    public async Task<RollupTally> CountAsync(string enterpriseCode, string month, CancellationToken cancellation)
    {
        const string sql = """
            SELECT FigureMonth, RequestClass, ComplaintType, Channel, Rating, Verdicts, FeedbackState, ClosingState, HandlingMinutes, IsComplete
            FROM LedgerRow
            WHERE EnterpriseCode = @EnterpriseCode AND FigureMonth = @Month AND IsCurrent = 1
            """;

        var tally = new RollupTally();
        await using var reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, new { EnterpriseCode = enterpriseCode, Month = month }, transaction, commandTimeout: 600, cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            tally.Add(new RowFigures
            {
                FigureMonth = reader.GetString(0),
                RequestClass = (RequestClass)reader.GetInt32(1),
                ComplaintType = (ComplaintType)reader.GetInt32(2),
                Channel = (Channel)reader.GetInt32(3),
                Rating = await reader.IsDBNullAsync(4, cancellation) ? null : (CaseRating)reader.GetInt32(4),
                Judgement = new(
                    reader.GetString(5),
                    (DueState)reader.GetInt32(6),
                    (DueState)reader.GetInt32(7),
                    await reader.IsDBNullAsync(8, cancellation) ? null : reader.GetInt32(8),
                    reader.GetBoolean(9),
                    false),
            });
        }

        return tally;
    }

    public async Task ReplaceAsync(string enterpriseCode, string month, RollupTally tally, CancellationToken cancellation)
    {
        const string clearMonths = "DELETE FROM MonthRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";
        const string clearLimits = "DELETE FROM LimitRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";
        const string clearHandling = "DELETE FROM HandlingRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";

        foreach (var sql in new[] { clearMonths, clearLimits, clearHandling })
        {
            await connection.ExecuteAsync(new(sql, new { EnterpriseCode = enterpriseCode, Month = month }, transaction, cancellationToken: cancellation));
        }

        await WriteAsync("MonthRollup", s_months, MonthRows(enterpriseCode, month, tally), cancellation);
        await WriteAsync("LimitRollup", s_limits, LimitRows(enterpriseCode, month, tally), cancellation);
        await WriteAsync("HandlingRollup", s_handling, HandlingRows(enterpriseCode, month, tally), cancellation);
    }

    internal static IEnumerable<object?[]> MonthRows(string enterpriseCode, string month, RollupTally tally) =>
        from slice in tally.Slices(month)
        orderby slice.Key.Slice, slice.Key.Code
        let counts = slice.Value
        select new object?[]
        {
            enterpriseCode, month, (int)slice.Key.Slice, slice.Key.Code, counts.Cases, counts.CompleteCases, counts.FedBack,
            counts.FedBackInTime, counts.FeedbackOverdue, counts.Closed, counts.ClosingOverdue, counts.Handled,
            counts.HandlingMinutes, counts.Rated, counts.Satisfied,
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

    private async Task WriteAsync(string table, BulkColumn[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        using var insert = new BulkInsert(transaction, table, columns);
        await insert.WriteAsync(rows, cancellation);
    }
}
