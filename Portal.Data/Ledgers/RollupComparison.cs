using System.Globalization;
using Dapper;

namespace Portal.Data.Ledgers;

/// <summary>Holds the stored rollups of a month against a tally, line by line.</summary>
internal static class RollupComparison
{
    public static async Task<IReadOnlyList<RollupDifference>> CompareAsync(
        this RollupWriter rollups, string enterpriseCode, string month, RollupTally tally, CancellationToken cancellation)
    {
        const string months = """
            SELECT Slice, Code, Cases, CompleteCases, FedBack, FedBackInTime, FeedbackOverdue, Closed, ClosingOverdue, Handled,
                HandlingMinutes, Rated, Satisfied, Reopened, RatingPoints, CallBacks, CallBacksReached, Dispatches, DispatchesInTime
            FROM MonthRollup
            WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month
            """;
        const string limits = """
            SELECT RuleId, Met, Late, OpenInTime, OpenOverdue, NotApplicable, Undeterminable
            FROM LimitRollup
            WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month
            """;
        const string handling = """
            SELECT DayTenths, Cases
            FROM HandlingRollup
            WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month
            """;

        const string communities = """
            SELECT Number, Community, Cases
            FROM CommunityRollup
            WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month
            """;
        const string causes = """
            SELECT Kind, Number, Cause, Cases
            FROM CauseRollup
            WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month
            """;
        const string households = """
            SELECT Households, RepeatHouseholds, SolvedAtOnce
            FROM HouseholdRollup
            WHERE EnterpriseCode = @EnterpriseCode AND Month = @Month
            """;

        var differences = new List<RollupDifference>();
        await CompareAsync("MonthRollup", months, 2, RollupWriter.MonthRows(enterpriseCode, month, tally));
        await CompareAsync("LimitRollup", limits, 1, RollupWriter.LimitRows(enterpriseCode, month, tally));
        await CompareAsync("HandlingRollup", handling, 1, RollupWriter.HandlingRows(enterpriseCode, month, tally));
        await CompareAsync("CommunityRollup", communities, 1, RollupWriter.CommunityRows(enterpriseCode, month, tally));
        await CompareAsync("CauseRollup", causes, 2, RollupWriter.CauseRows(enterpriseCode, month, tally));
        if (!await rollups.KeepsHouseholdsAsync(enterpriseCode, month, cancellation))
        {
            var counted = await rollups.CountHouseholdsAsync(enterpriseCode, month, cancellation);
            await CompareAsync("HouseholdRollup", households, 0, RollupWriter.HouseholdRows(enterpriseCode, month, counted));
        }

        return differences;

        async Task CompareAsync(string table, string sql, int keys, IEnumerable<object?[]> counted)
        {
            var stored = new Dictionary<string, string>(StringComparer.Ordinal);
            await using (var reader = await rollups.Connection.ExecuteReaderAsync(new CommandDefinition(
                sql, new { EnterpriseCode = enterpriseCode, Month = month }, rollups.Transaction, cancellationToken: cancellation)))
            {
                while (await reader.ReadAsync(cancellation))
                {
                    var values = new object[reader.FieldCount];
                    reader.GetValues(values);
                    stored[Text(values.Take(keys))] = Text(values.Skip(keys));
                }
            }

            // The first two values of a written line are enterprise and month.
            var expected = counted.ToDictionary(line => Text(line.Skip(2).Take(keys)), line => Text(line.Skip(2 + keys)), StringComparer.Ordinal);
            differences.AddRange(
                from key in stored.Keys.Union(expected.Keys).Order(StringComparer.Ordinal)
                let was = stored.GetValueOrDefault(key)
                let now = expected.GetValueOrDefault(key)
                where was != now
                select new RollupDifference(enterpriseCode, month, table, key, was, now));
        }
    }

    private static string Text(IEnumerable<object?> values) =>
        string.Join(' ', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
}
