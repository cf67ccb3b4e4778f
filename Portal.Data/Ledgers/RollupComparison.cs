using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;

namespace Portal.Data.Ledgers;

/// <summary>Holds the stored rollups of a block against what its rows count to, line by line, inside an open transaction.</summary>
internal sealed class RollupComparison(DbConnection connection, DbTransaction transaction, RollupBlock block)
{
    private readonly List<RollupDifference> _differences = [];

    public async Task<IReadOnlyList<RollupDifference>> RunAsync(
        IReadOnlyDictionary<(string EnterpriseCode, string Month), RollupTally> tallies,
        IReadOnlyDictionary<(string EnterpriseCode, string Month), HouseholdCounts> households,
        IReadOnlySet<(string EnterpriseCode, string Month)> keptHouseholds,
        CancellationToken cancellation)
    {
        const string months = """
            SELECT EnterpriseCode, Month, Slice, Code, Cases, CompleteCases, FedBack, FedBackInTime, FeedbackOverdue, Closed, ClosingOverdue, Handled,
                HandlingMinutes, Rated, Satisfied, Reopened, RatingPoints, CallBacks, CallBacksReached, Dispatches, DispatchesInTime
            FROM MonthRollup
            WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months
            """;
        const string limits = """
            SELECT EnterpriseCode, Month, RuleId, Met, Late, OpenInTime, OpenOverdue, NotApplicable, Undeterminable
            FROM LimitRollup
            WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months
            """;
        const string handling = """
            SELECT EnterpriseCode, Month, DayTenths, Cases
            FROM HandlingRollup
            WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months
            """;
        const string communities = """
            SELECT EnterpriseCode, Month, Number, Community, Cases
            FROM CommunityRollup
            WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months
            """;
        const string causes = """
            SELECT EnterpriseCode, Month, Kind, Number, Cause, Cases
            FROM CauseRollup
            WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months
            """;
        const string homes = """
            SELECT EnterpriseCode, Month, Households, RepeatHouseholds, SolvedAtOnce
            FROM HouseholdRollup
            WHERE EnterpriseCode IN @EnterpriseCodes AND Month IN @Months
            """;

        await TableAsync("MonthRollup", months, 2, Lines(RollupWriter.MonthRows));
        await TableAsync("LimitRollup", limits, 1, Lines(RollupWriter.LimitRows));
        await TableAsync("HandlingRollup", handling, 1, Lines(RollupWriter.HandlingRows));
        await TableAsync("CommunityRollup", communities, 1, Lines(RollupWriter.CommunityRows));
        await TableAsync("CauseRollup", causes, 2, Lines(RollupWriter.CauseRows));
        await TableAsync("HouseholdRollup", homes, 0, households.Select(item => RollupWriter.HouseholdRow(item.Key.EnterpriseCode, item.Key.Month, item.Value)));
        _differences.RemoveAll(line => line.Table == "HouseholdRollup" && keptHouseholds.Contains((line.EnterpriseCode, line.Month)));
        return _differences;

        IEnumerable<object?[]> Lines(Func<string, string, RollupTally, IEnumerable<object?[]>> rows) =>
            tallies.SelectMany(item => rows(item.Key.EnterpriseCode, item.Key.Month, item.Value));

        Task TableAsync(string table, string sql, int keys, IEnumerable<object?[]> counted) => CompareAsync(table, sql, keys, counted, cancellation);
    }

    /// <param name="sql">Its first columns are enterprise and month, then the key, then the counts, as in a written line.</param>
    /// <param name="keys">How many columns the key within the month has.</param>
    private async Task CompareAsync(
        string table, string sql, int keys, IEnumerable<object?[]> counted, CancellationToken cancellation)
    {
        var stored = new Dictionary<(string EnterpriseCode, string Month, string Key), string>();
        await using (var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, block, transaction, commandTimeout: 600, cancellationToken: cancellation)))
        {
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync(cancellation))
            {
                reader.GetValues(values);
                stored.Add(Key(values), Counts(values));
            }
        }

        var missing = new List<RollupDifference>();
        foreach (var line in counted)
        {
            var (key, now) = (Key(line), Counts(line));
            if (!stored.Remove(key, out var was) || was != now)
            {
                missing.Add(new(key.EnterpriseCode, key.Month, table, key.Key, was, now));
            }
        }

        var left = stored.Select(line => new RollupDifference(line.Key.EnterpriseCode, line.Key.Month, table, line.Key.Key, line.Value, null));
        _differences.AddRange(missing.Concat(left).OrderBy(line => line.Month, StringComparer.Ordinal).ThenBy(line => line.Key, StringComparer.Ordinal));

        (string EnterpriseCode, string Month, string Key) Key(object?[] line) => ((string)line[0]!, (string)line[1]!, Text(line.AsSpan(2, keys)));

        string Counts(object?[] line) => Text(line.AsSpan(2 + keys));
    }

    private static string Text(ReadOnlySpan<object?> values)
    {
        var text = new DefaultInterpolatedStringHandler(values.Length, values.Length, CultureInfo.InvariantCulture);
        for (var index = 0; index < values.Length; index++)
        {
            text.AppendLiteral(index == 0 ? "" : " ");
            text.AppendFormatted(values[index]);
        }

        return text.ToStringAndClear();
    }
}
