using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.Warnings;

/// <summary>
/// Reads what the rules look at: a few queries for each enterprise, all over its index. Nothing is unsealed. What
/// belongs to a later month of the ledger's index than asked for is never touched.
/// </summary>
[Unscoped("Asked by the evaluation, which works through every enterprise.")]
public sealed class WarningFactStore(Db db, PersonalData personalData)
{
    private readonly UInt128 _noAddress = Key(personalData.HashAddress(""));

    /// <summary>The rows of the enterprise that count, oldest first.</summary>
    /// <param name="contentFrom">From when on the words of a row are wanted.</param>
    public async Task<IReadOnlyList<WarningFact>> ReadFactsAsync(
        string enterpriseCode, DateOnly from, DateTime asOf, DateTime contentFrom, CancellationToken cancellation)
    {
        const string sql = """
            SELECT L.Id, L.CaseNo, L.ReceivedAt, L.Channel, L.RequestClass, L.ComplaintType, L.SubType, L.Community, L.AddressHash, L.PhoneHash,
                L.ReturnCount, L.ClosedAt, L.AppointedAt, L.ExtendedTo, L.Content, L.RegisteredAt, L.DispatchedAt, L.AcceptedAt, L.RespondedAt,
                L.ArrivedAt, L.RepairStartedAt, L.RepairedAt, L.RepliedInWritingAt, L.FedBackAt, L.CalledBackAt
            FROM LedgerRow L
            WHERE L.EnterpriseCode = @EnterpriseCode AND L.IsCurrent = 1 AND L.FigureMonth >= @FromMonth AND L.ReceivedAt <= @AsOf
            ORDER BY L.FigureMonth, L.ReceivedAt
            """;
        const int firstEvent = 15;

        var values = new { EnterpriseCode = enterpriseCode, FromMonth = MonthOf(from), AsOf = asOf };
        var facts = new List<WarningFact>();
        await using var connection = await db.OpenAsync(cancellation);
        await using DbDataReader reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, values, commandTimeout: 300, cancellationToken: cancellation));
        var names = new Names();
        while (await reader.ReadAsync(cancellation))
        {
            var address = Key((byte[])reader.GetValue(8));
            var receivedAt = reader.GetDateTime(2);
            var promisedAt = reader.IsDBNull(11) ? Later(Time(reader, 12), Time(reader, 13)) : null;
            facts.Add(new()
            {
                Id = reader.GetInt64(0),
                CaseNo = reader.GetString(1),
                ReceivedAt = receivedAt,
                Channel = (Channel)reader.GetInt32(3),
                RequestClass = (RequestClass)reader.GetInt32(4),
                ComplaintType = (ComplaintType)reader.GetInt32(5),
                SubType = names.Of(reader, 6),
                Community = names.Of(reader, 7),
                Household = address == _noAddress ? Key((byte[])reader.GetValue(9)) : address,
                ReturnCount = reader.IsDBNull(10) ? null : reader.GetInt32(10),
                PromisedAt = promisedAt,
                LastEventAt = promisedAt is null
                    ? null
                    : Enumerable.Range(firstEvent, reader.FieldCount - firstEvent).Aggregate((DateTime?)null, (last, column) => Later(last, Time(reader, column))),
                Content = receivedAt >= contentFrom ? reader.GetString(14) : null,
            });
        }

        return facts;
    }

    /// <summary>Cases per day in these months.</summary>
    /// <param name="months">As <c>yyyy-MM</c>.</param>
    /// <param name="classes">Which request classes count.</param>
    public async Task<IReadOnlyDictionary<DateOnly, int>> ReadDaysAsync(
        string enterpriseCode, IReadOnlyCollection<string> months, IReadOnlyCollection<RequestClass> classes, CancellationToken cancellation)
    {
        const string sql = """
            SELECT L.ReceivedAt
            FROM LedgerRow L
            WHERE L.EnterpriseCode = @EnterpriseCode AND L.IsCurrent = 1 AND L.FigureMonth IN @Months AND L.RequestClass IN @Classes
            """;

        var values = new { EnterpriseCode = enterpriseCode, Months = months, Classes = classes.Select(code => (int)code).ToArray() };
        var days = new Dictionary<DateOnly, int>();
        await using var connection = await db.OpenAsync(cancellation);
        await using DbDataReader reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, values, commandTimeout: 300, cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            var day = DateOnly.FromDateTime(reader.GetDateTime(0));
            days[day] = days.GetValueOrDefault(day) + 1;
        }

        return days;
    }

    /// <summary>Which months each enterprise has filed, as <c>yyyy-MM</c>.</summary>
    public async Task<ILookup<string, string>> ReadFiledMonthsAsync(DateOnly from, CancellationToken cancellation)
    {
        const string sql = "SELECT EnterpriseCode, Period FROM Filing WHERE IsCurrent = 1 AND Period >= @FromMonth";

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<(string EnterpriseCode, string Period)>(new(sql, new { FromMonth = MonthOf(from) }, cancellationToken: cancellation));
        return rows.ToLookup(row => row.EnterpriseCode, row => row.Period, StringComparer.Ordinal);
    }

    /// <summary>Cases by enterprise, month and kind of channel, from the rollups.</summary>
    /// <param name="months">As <c>yyyy-MM</c>.</param>
    public async Task<IReadOnlyDictionary<(string EnterpriseCode, string Month), MonthVolume>> ReadVolumesAsync(
        IReadOnlyCollection<string> months, CancellationToken cancellation)
    {
        const string sql = "SELECT EnterpriseCode, Month, Code, Cases FROM MonthRollup WHERE Month IN @Months AND Slice = @Slice";

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<(string EnterpriseCode, string Month, int Code, int Cases)>(
            new(sql, new { Months = months, Slice = (int)RollupSlice.Channel }, cancellationToken: cancellation));
        return rows.GroupBy(row => (row.EnterpriseCode, row.Month)).ToDictionary(
            group => group.Key,
            group => new MonthVolume(
                group.Where(row => !SilenceRules.IsPlatform((Channel)row.Code)).Sum(row => row.Cases),
                group.Where(row => SilenceRules.IsPlatform((Channel)row.Code)).Sum(row => row.Cases)));
    }

    internal static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static UInt128 Key(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);

    private static DateTime? Time(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDateTime(column);

    private static DateTime? Later(DateTime? one, DateTime? other) => one is null || other > one ? other : one;

    /// <summary>Keeps each name of a list once: an enterprise has few communities and subtypes.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

        public string? Of(DbDataReader reader, int column)
        {
            if (reader.IsDBNull(column))
            {
                return null;
            }

            var name = reader.GetString(column);
            return _known.TryGetValue(name, out var known) ? known : _known[name] = name;
        }
    }
}
