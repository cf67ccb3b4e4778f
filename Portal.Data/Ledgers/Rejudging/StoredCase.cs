using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Rejudging;

/// <summary>A stored row as judging needs it: its facts, and what was judged. Nothing personal is read.</summary>
internal sealed record StoredCase(
    long Id, string EnterpriseCode, string CaseNo, bool IsCurrent, DateTime RulesAsOfUtc, DateTime JudgedAt, CaseFacts Facts, CaseJudgement Judgement)
{
    public DateTime ReceivedAt => Facts[CaseEvent.Received]!.Value;
}

/// <summary>
/// Reads stored rows by position: a province's year is a million of them, and finding every column by its name would
/// take longer than judging it.
/// </summary>
internal sealed class StoredCaseReader(DbDataReader reader, Func<string, IReadOnlyCollection<Sector>> sectorsOf)
{
    public const string Columns = """
        L.Id, L.EnterpriseCode, L.CaseNo, L.IsCurrent, COALESCE(L.RulesAsOfUtc, F.ReceivedAtUtc) AS RulesAsOfUtc, L.JudgedAt,
        L.Verdicts, L.FeedbackState, L.ClosingState, L.HandlingMinutes, L.IsComplete, L.IsOpen,
        L.Channel, L.RequestClass, L.ComplaintType, L.Urgency, L.Grade, L.SubType, L.Responsibility, L.PipeDiameter,
        L.AppointedAt, L.ExtendedTo, L.ExtensionReason,
        L.ReceivedAt, L.RegisteredAt, L.DispatchedAt, L.AcceptedAt, L.RespondedAt, L.ArrivedAt, L.RepairStartedAt, L.RepairedAt,
        L.RepliedInWritingAt, L.FedBackAt, L.ClosedAt, L.CalledBackAt, L.ReturnedAt, L.MediatedAt, L.ObjectedAt, L.ReconsideredAt,
        L.DispatchState, L.RoomTemperatureTenths, L.Validity
        """;

    private readonly bool _isText = reader is SqliteDataReader;

    public StoredCase Read()
    {
        var enterprise = reader.GetString(1);
        return new(
            reader.GetInt64(0),
            enterprise,
            reader.GetString(2),
            reader.GetBoolean(3),
            Time(4)!.Value,
            Time(5)!.Value,
            new CaseFacts
            {
                Sectors = sectorsOf(enterprise),
                Channel = (Channel)reader.GetInt32(12),
                RequestClass = (RequestClass)reader.GetInt32(13),
                ComplaintType = (ComplaintType)reader.GetInt32(14),
                Urgency = (Urgency)reader.GetInt32(15),
                Grade = (CaseGrade)reader.GetInt32(16),
                SubType = Text(17),
                Ownership = Text(18),
                PipeDiameter = Number(19),
                RoomTemperatureTenths = Number(40),
                IsValid = Number(41) is { } validity ? validity == LedgerRules.Valid : null,
                AppointedAt = Time(20),
                ExtendedTo = Time(21),
                ExtensionReason = Text(22),
                [CaseEvent.Received] = Time(23),
                [CaseEvent.Registered] = Time(24),
                [CaseEvent.Dispatched] = Time(25),
                [CaseEvent.Accepted] = Time(26),
                [CaseEvent.Responded] = Time(27),
                [CaseEvent.Arrived] = Time(28),
                [CaseEvent.RepairStarted] = Time(29),
                [CaseEvent.Repaired] = Time(30),
                [CaseEvent.RepliedInWriting] = Time(31),
                [CaseEvent.FedBack] = Time(32),
                [CaseEvent.Closed] = Time(33),
                [CaseEvent.CalledBack] = Time(34),
                [CaseEvent.Returned] = Time(35),
                [CaseEvent.Mediated] = Time(36),
                [CaseEvent.Objected] = Time(37),
                [CaseEvent.Reconsidered] = Time(38),
            },
            new(reader.GetString(6), (DueState)reader.GetInt32(7), (DueState)reader.GetInt32(8), Number(9), reader.GetBoolean(10), reader.GetBoolean(11))
            {
                Dispatch = (DueState?)Number(39),
            });
    }

    private string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private int? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private DateTime? Time(int column) => reader.IsDBNull(column) ? null
        : _isText ? Time(reader.GetString(column))
        : reader.GetDateTime(column);

    /// <summary>Whole seconds as the portal writes them, <c>yyyy-MM-dd HH:mm:ss</c>; anything longer the slow way.</summary>
    private static DateTime Time(string text) => text.Length == 19
        ? new(Digits(text, 0, 4), Digits(text, 5, 2), Digits(text, 8, 2), Digits(text, 11, 2), Digits(text, 14, 2), Digits(text, 17, 2))
        : DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static int Digits(string text, int from, int count)
    {
        var number = 0;
        for (var index = from; index < from + count; index++)
        {
            number = (number * 10) + text[index] - '0';
        }

        return number;
    }
}
