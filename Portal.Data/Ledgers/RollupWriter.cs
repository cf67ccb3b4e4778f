using System.Buffers.Binary;
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
        var months = filed.Months.Keys.Select(key => key.Month).Concat(touched).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var month in months)
        {
            var isOurs = !counted.Contains(month) && !touched.Contains(month);
            var tally = isOurs ? filed : await CountAsync(filing.EnterpriseCode, month, cancellation);
            await ReplaceAsync(filing.EnterpriseCode, month, tally, cancellation);
        }

        // What came in may be the repeat of a case of the month before.
        foreach (var month in months.SelectMany(HouseholdRules.MonthsBehind).Distinct().Except(months).Where(counted.Contains).ToList())
        {
            await ReplaceHouseholdsAsync(filing.EnterpriseCode, month, cancellation);
        }
    }

    /// <summary>Counts the stored rows of a month that count.</summary>
    public async Task<RollupTally> CountAsync(string enterpriseCode, string month, CancellationToken cancellation)
    {
        const string sql = """
            SELECT RequestClass, ComplaintType, Channel, Rating, Verdicts, FeedbackState, ClosingState, HandlingMinutes, IsComplete,
                Grade, Community, CASE WHEN CalledBackAt IS NULL THEN 0 ELSE 1 END AS IsCalledBack, DispatchState, ClosedAt, ObjectedAt,
                Responsibility, SubType
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
                FigureMonth = month,
                RequestClass = (RequestClass)reader.GetInt32(0),
                ComplaintType = (ComplaintType)reader.GetInt32(1),
                Channel = (Channel)reader.GetInt32(2),
                Grade = (CaseGrade)reader.GetInt32(9),
                Rating = (CaseRating?)await NumberAsync(3),
                Community = await TextAsync(10),
                Responsibility = await TextAsync(15),
                SubType = await TextAsync(16),
                IsCalledBack = reader.GetInt32(11) != 0,
                IsReopened = ReopenRules.IsReopened(await TimeAsync(13), await TimeAsync(14)),
                Judgement = new(
                    reader.GetString(4), (DueState)reader.GetInt32(5), (DueState)reader.GetInt32(6), await NumberAsync(7), reader.GetBoolean(8), false)
                {
                    Dispatch = (DueState?)await NumberAsync(12),
                },
            });
        }

        return tally;

        async Task<DateTime?> TimeAsync(int column) => await reader.IsDBNullAsync(column, cancellation) ? null : reader.GetDateTime(column);
        async Task<string?> TextAsync(int column) => await reader.IsDBNullAsync(column, cancellation) ? null : reader.GetString(column);

        async Task<int?> NumberAsync(int column) => await reader.IsDBNullAsync(column, cancellation) ? null : reader.GetInt32(column);
    }

    /// <summary>Counts the households of a month from its stored rows and those that may repeat them; null where the month has no rows.</summary>
    public async Task<HouseholdCounts?> CountHouseholdsAsync(string enterpriseCode, string month, CancellationToken cancellation)
    {
        const string sql = """
            SELECT FigureMonth, ReceivedAt, AddressHash, ComplaintType, ClosingState, CASE WHEN ObjectedAt IS NULL THEN 0 ELSE 1 END AS IsObjected
            FROM LedgerRow
            WHERE EnterpriseCode = @EnterpriseCode AND IsCurrent = 1 AND FigureMonth IN @Months
            """;

        var cases = new List<HouseholdCase>();
        var isHere = false;
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            sql,
            new { EnterpriseCode = enterpriseCode, Months = HouseholdRules.MonthsAhead(month) },
            transaction,
            commandTimeout: 600,
            cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            var isOfMonth = reader.GetString(0) == month;
            isHere |= isOfMonth;
            cases.Add(new(
                BinaryPrimitives.ReadUInt128BigEndian(await reader.GetFieldValueAsync<byte[]>(2, cancellation)),
                (ComplaintType)reader.GetInt32(3),
                reader.GetDateTime(1),
                isOfMonth,
                (DueState)reader.GetInt32(4) is (DueState.InTime or DueState.Late) && reader.GetInt32(5) == 0));
        }

        return isHere ? HouseholdRules.Count(cases) : null;
    }

    /// <summary>
    /// Whether the households of a month stay as counted: once the addresses of a month are given up (S2-42), those of the
    /// month after it no longer tell who came back.
    /// </summary>
    public async Task<bool> KeepsHouseholdsAsync(string enterpriseCode, string month, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*)
            FROM HouseholdRollup H
            WHERE H.EnterpriseCode = @EnterpriseCode AND H.Month = @Month
            AND EXISTS (
                SELECT 1 FROM Filing F
                WHERE F.EnterpriseCode = H.EnterpriseCode AND F.Period >= H.Month AND F.AnonymisedAtUtc IS NOT NULL)
            """;

        var parameters = new { EnterpriseCode = enterpriseCode, Month = month };
        return await connection.ExecuteScalarAsync<int>(new(sql, parameters, transaction, cancellationToken: cancellation)) > 0;
    }

    /// <summary>Counts the communities and causes of the months of a filing again: its words have been given up.</summary>
    public async Task ReplaceWordsAsync(string enterpriseCode, long filingId, CancellationToken cancellation)
    {
        const string read = "SELECT DISTINCT FigureMonth FROM LedgerRow WHERE Id BETWEEN @First AND @Last AND IsCurrent = 1 ORDER BY FigureMonth";
        const string clearCommunities = "DELETE FROM CommunityRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";
        const string clearCauses = "DELETE FROM CauseRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";

        var range = new { First = LedgerStore.RowId(filingId, 0), Last = LedgerStore.RowId(filingId, LedgerStore.RowsPerFiling - 1) };
        foreach (var month in (await connection.QueryAsync<string>(new(read, range, transaction, commandTimeout: 600, cancellationToken: cancellation))).AsList())
        {
            var tally = await CountAsync(enterpriseCode, month, cancellation);
            foreach (var sql in new[] { clearCommunities, clearCauses })
            {
                await connection.ExecuteAsync(new(sql, new { EnterpriseCode = enterpriseCode, Month = month }, transaction, cancellationToken: cancellation));
            }

            await WriteAsync("CommunityRollup", s_communities, CommunityRows(enterpriseCode, month, tally), cancellation);
            await WriteAsync("CauseRollup", s_causes, CauseRows(enterpriseCode, month, tally), cancellation);
        }
    }

    public async Task ReplaceAsync(string enterpriseCode, string month, RollupTally tally, CancellationToken cancellation)
    {
        const string clearMonths = "DELETE FROM MonthRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";
        const string clearLimits = "DELETE FROM LimitRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";
        const string clearHandling = "DELETE FROM HandlingRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";
        const string clearCommunities = "DELETE FROM CommunityRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";
        const string clearCauses = "DELETE FROM CauseRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";

        foreach (var sql in new[] { clearMonths, clearLimits, clearHandling, clearCommunities, clearCauses })
        {
            await connection.ExecuteAsync(new(sql, new { EnterpriseCode = enterpriseCode, Month = month }, transaction, cancellationToken: cancellation));
        }

        await WriteAsync("MonthRollup", s_months, MonthRows(enterpriseCode, month, tally), cancellation);
        await WriteAsync("LimitRollup", s_limits, LimitRows(enterpriseCode, month, tally), cancellation);
        await WriteAsync("HandlingRollup", s_handling, HandlingRows(enterpriseCode, month, tally), cancellation);
        await WriteAsync("CommunityRollup", s_communities, CommunityRows(enterpriseCode, month, tally), cancellation);
        await WriteAsync("CauseRollup", s_causes, CauseRows(enterpriseCode, month, tally), cancellation);
        await ReplaceHouseholdsAsync(enterpriseCode, month, cancellation);
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

    internal static IEnumerable<object?[]> HouseholdRows(string enterpriseCode, string month, HouseholdCounts? counts) => counts is { } known
        ? [[enterpriseCode, month, known.Households, known.RepeatHouseholds, known.SolvedAtOnce]]
        : [];

    private async Task ReplaceHouseholdsAsync(string enterpriseCode, string month, CancellationToken cancellation)
    {
        const string clear = "DELETE FROM HouseholdRollup WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month";

        if (await KeepsHouseholdsAsync(enterpriseCode, month, cancellation))
        {
            return;
        }

        var counts = await CountHouseholdsAsync(enterpriseCode, month, cancellation);
        await connection.ExecuteAsync(new(clear, new { EnterpriseCode = enterpriseCode, Month = month }, transaction, cancellationToken: cancellation));
        await WriteAsync("HouseholdRollup", s_households, HouseholdRows(enterpriseCode, month, counts), cancellation);
    }

    private async Task WriteAsync(string table, BulkColumn[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        using var insert = new BulkInsert(transaction, table, columns);
        await insert.WriteAsync(rows, cancellation);
    }
}
