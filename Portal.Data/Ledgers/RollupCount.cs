using System.Buffers.Binary;
using System.Data.Common;
using Dapper;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>Months of enterprises that are counted together: each of these enterprises in each of these months.</summary>
/// <param name="Months"><c>yyyy-MM</c>.</param>
internal sealed record RollupBlock(IReadOnlyCollection<string> EnterpriseCodes, IReadOnlyCollection<string> Months)
{
    public bool IsEmpty => EnterpriseCodes.Count == 0 || Months.Count == 0;

    public IEnumerable<(string EnterpriseCode, string Month)> Keys => EnterpriseCodes.SelectMany(_ => Months, (code, month) => (code, month));
}

/// <summary>Counts what the rollups hold from the stored rows, inside an open transaction.</summary>
internal sealed class RollupCount(DbConnection connection, DbTransaction transaction)
{
    /// <summary>The rows of a month that count.</summary>
    public async Task<RollupTally> CountAsync(string enterpriseCode, string month, CancellationToken cancellation) =>
        (await CountAsync(new([enterpriseCode], [month]), cancellation))[(enterpriseCode, month)];

    /// <summary>The rows of a block that count, in one reading.</summary>
    public async Task<Dictionary<(string EnterpriseCode, string Month), RollupTally>> CountAsync(RollupBlock block, CancellationToken cancellation)
    {
        const string sql = """
            SELECT FigureMonth, RequestClass, ComplaintType, Channel, Grade, Rating, Community, Responsibility, SubType,
                CASE WHEN CalledBackAt IS NULL THEN 0 ELSE 1 END AS IsCalledBack, ClosedAt, ObjectedAt,
                Verdicts, FeedbackState, ClosingState, HandlingMinutes, IsComplete, DispatchState, EnterpriseCode
            FROM LedgerRow
            WHERE EnterpriseCode IN @EnterpriseCodes AND IsCurrent = 1 AND FigureMonth IN @Months
            """;

        var tallies = block.Keys.ToDictionary(key => key, _ => new RollupTally());
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, block, transaction, commandTimeout: 600, cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            var month = reader.GetString(0);
            tallies[(reader.GetString(18), month)].Add(Row(reader, month));
        }

        return tallies;
    }

    /// <summary>The households of a block, counted from its rows and those of later months that may repeat them.</summary>
    /// <returns>No entry for a month without rows.</returns>
    public async Task<Dictionary<(string EnterpriseCode, string Month), HouseholdCounts>> CountHouseholdsAsync(RollupBlock block, CancellationToken cancellation)
    {
        const string sql = """
            SELECT FigureMonth, ReceivedAt, AddressHash, ComplaintType, ClosingState, CASE WHEN ObjectedAt IS NULL THEN 0 ELSE 1 END AS IsObjected, EnterpriseCode
            FROM LedgerRow
            WHERE EnterpriseCode IN @EnterpriseCodes AND IsCurrent = 1 AND FigureMonth IN @Months
            """;

        var cases = new Dictionary<(string EnterpriseCode, string Month), List<HouseholdCase>>();
        var read = block with { Months = [.. block.Months.SelectMany(HouseholdRules.MonthsAhead).Distinct()] };
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, read, transaction, commandTimeout: 600, cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            var key = (reader.GetString(6), reader.GetString(0));
            if (!cases.TryGetValue(key, out var known))
            {
                cases.Add(key, known = []);
            }

            known.Add(Case(reader));
        }

        return block.Keys.Where(cases.ContainsKey).ToDictionary(key => key, CountOf);

        HouseholdCounts CountOf((string EnterpriseCode, string Month) key) => HouseholdRules.Count(
        [
            .. HouseholdRules.MonthsAhead(key.Month)
                .SelectMany(month => cases.GetValueOrDefault((key.EnterpriseCode, month), []).Select(row => row with { IsOfMonth = month == key.Month })),
        ]);
    }

    /// <summary>
    /// Months whose households stay as counted: once the addresses of a month are given up (S2-42), those of the month after
    /// it no longer tell who came back.
    /// </summary>
    public async Task<HashSet<(string EnterpriseCode, string Month)>> ReadKeptHouseholdsAsync(RollupBlock block, CancellationToken cancellation)
    {
        const string sql = """
            SELECT H.EnterpriseCode, H.Month
            FROM HouseholdRollup H
            WHERE H.EnterpriseCode IN @EnterpriseCodes AND H.Month IN @Months
            AND EXISTS (
                SELECT 1 FROM Filing F
                WHERE F.EnterpriseCode = H.EnterpriseCode AND F.Period >= H.Month AND F.AnonymisedAtUtc IS NOT NULL)
            """;

        return [.. await connection.QueryAsync<(string, string)>(new(sql, block, transaction, commandTimeout: 600, cancellationToken: cancellation))];
    }

    private static RowFigures Row(DbDataReader reader, string month) => new()
    {
        FigureMonth = month,
        RequestClass = (RequestClass)reader.GetInt32(1),
        ComplaintType = (ComplaintType)reader.GetInt32(2),
        Channel = (Channel)reader.GetInt32(3),
        Grade = (CaseGrade)reader.GetInt32(4),
        Rating = (CaseRating?)Number(reader, 5),
        Community = Text(reader, 6),
        Responsibility = Text(reader, 7),
        SubType = Text(reader, 8),
        IsCalledBack = reader.GetInt32(9) != 0,
        IsReopened = !reader.IsDBNull(11) && ReopenRules.IsReopened(reader.IsDBNull(10) ? null : reader.GetDateTime(10), reader.GetDateTime(11)),
        Judgement = new(
            reader.GetString(12), (DueState)reader.GetInt32(13), (DueState)reader.GetInt32(14), Number(reader, 15), reader.GetBoolean(16), false)
        {
            Dispatch = (DueState?)Number(reader, 17),
        },
    };

    private static HouseholdCase Case(DbDataReader reader) => new(
        BinaryPrimitives.ReadUInt128BigEndian(reader.GetFieldValue<byte[]>(2)),
        (ComplaintType)reader.GetInt32(3),
        reader.GetDateTime(1),
        true,
        (DueState)reader.GetInt32(4) is (DueState.InTime or DueState.Late) && reader.GetInt32(5) == 0);

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static int? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
