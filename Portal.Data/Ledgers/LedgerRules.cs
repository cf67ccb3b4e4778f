using System.Globalization;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>What a row is checked against.</summary>
/// <param name="Period">First day of the filed month.</param>
/// <param name="JudgedAt">Ledger wall-clock time; nothing can have happened after it.</param>
/// <param name="Sectors">The trades of the enterprise.</param>
public sealed record CheckFrame(DateOnly Period, DateTime JudgedAt, IReadOnlyCollection<Sector> Sectors)
{
    public DateTime PeriodStart { get; } = Period.ToDateTime(default);

    public DateTime PeriodEnd { get; } = Period.AddMonths(1).ToDateTime(default);
}

/// <summary>
/// Turns a raw row into a typed entry or says why it cannot be accepted (requirements conclusion 9). Pure: whether a
/// case number is known, or stands twice in the file, is asked of the caller.
/// </summary>
public static partial class LedgerRules
{
    private const int LongText = 4000;
    private const int ShownValue = 400;

    /// <summary>The number of 有效 in the list of 投诉有效性.</summary>
    internal const int Valid = 1;

    /// <summary>Pairs that no clock can reverse; other odd orders are warnings.</summary>
    private static readonly (CaseEvent Earlier, CaseEvent Later)[] s_impossible =
    [
        (CaseEvent.Dispatched, CaseEvent.Accepted),
        (CaseEvent.RepairStarted, CaseEvent.Repaired),
        (CaseEvent.Dispatched, CaseEvent.Returned),
        (CaseEvent.Objected, CaseEvent.Reconsidered),
    ];

    private static readonly (CaseEvent Earlier, CaseEvent Later)[] s_odd =
    [
        (CaseEvent.Dispatched, CaseEvent.Arrived),
        (CaseEvent.Arrived, CaseEvent.Closed),
        (CaseEvent.Repaired, CaseEvent.Closed),
    ];

    /// <summary>The entry, or null when the row has a validity issue. Issues are added in template order.</summary>
    public static LedgerEntry? Check(in SheetRow row, CheckFrame frame, List<LedgerIssue> issues)
    {
        var reader = new RowReader(row, issues);
        var caseNo = reader.Text(LedgerField.CaseNo, 64);
        var channel = reader.Code(LedgerField.Channel);
        var requestClass = reader.Code(LedgerField.RequestClass);
        var complaintType = reader.Code(LedgerField.ComplaintType);
        var subType = reader.Text(LedgerField.SubType, 200);
        var urgency = reader.Code(LedgerField.Urgency);
        var grade = reader.Code(LedgerField.Grade);
        var name = reader.Text(LedgerField.ComplainantName, 200);
        var phone = reader.Text(LedgerField.ComplainantPhone, 60);
        var community = reader.Text(LedgerField.Community, 200);
        var address = reader.Text(LedgerField.Address, 400);
        var content = reader.Text(LedgerField.Content, LongText);
        var department = reader.Text(LedgerField.Department, 200);
        var staff = reader.Text(LedgerField.Staff, 200);
        var temperature = reader.Number(LedgerField.RoomTemperature, -40, 60);
        var days = reader.Number(LedgerField.DaysWithoutSupply, 0, 366);
        var diameter = reader.Number(LedgerField.PipeDiameter, 1, 4000);
        var validity = reader.Code(LedgerField.Validity);
        var facts = new CaseFacts
        {
            Sectors = frame.Sectors,
            Channel = (Channel)channel,
            RequestClass = (RequestClass)requestClass,
            ComplaintType = (ComplaintType)complaintType,
            Urgency = (Urgency)urgency,
            Grade = grade == 0 ? CaseGrade.Ordinary : (CaseGrade)grade,
            SubType = subType,
            Ownership = row.Text(LedgerField.Responsibility) is { Length: > 0 } ownership ? ownership : null,
            PipeDiameter = Whole(diameter),
            RoomTemperatureTenths = Tenths(temperature),
            IsValid = validity == 0 ? null : validity == Valid,
            [CaseEvent.Received] = reader.Event(CaseEvent.Received, frame),
            [CaseEvent.Registered] = reader.Event(CaseEvent.Registered, frame),
            [CaseEvent.Dispatched] = reader.Event(CaseEvent.Dispatched, frame),
            [CaseEvent.Accepted] = reader.Event(CaseEvent.Accepted, frame),
            [CaseEvent.Responded] = reader.Event(CaseEvent.Responded, frame),
            AppointedAt = reader.Time(LedgerField.AppointedAt),
            [CaseEvent.Arrived] = reader.Event(CaseEvent.Arrived, frame),
            [CaseEvent.RepairStarted] = reader.Event(CaseEvent.RepairStarted, frame),
            [CaseEvent.Repaired] = reader.Event(CaseEvent.Repaired, frame),
            [CaseEvent.RepliedInWriting] = reader.Event(CaseEvent.RepliedInWriting, frame),
            [CaseEvent.FedBack] = reader.Event(CaseEvent.FedBack, frame),
            [CaseEvent.Closed] = reader.Event(CaseEvent.Closed, frame),
            [CaseEvent.CalledBack] = reader.Event(CaseEvent.CalledBack, frame),
            [CaseEvent.Returned] = reader.Event(CaseEvent.Returned, frame),
            [CaseEvent.Mediated] = reader.Event(CaseEvent.Mediated, frame),
            [CaseEvent.Objected] = reader.Event(CaseEvent.Objected, frame),
            [CaseEvent.Reconsidered] = reader.Event(CaseEvent.Reconsidered, frame),
            ExtendedTo = reader.Time(LedgerField.ExtendedTo),
            ExtensionReason = reader.Text(LedgerField.ExtensionReason, 1000),
        };
        var outcome = reader.Code(LedgerField.Outcome);
        var resolution = reader.Text(LedgerField.Resolution, LongText);
        var responsibility = reader.Text(LedgerField.Responsibility, 400);
        var rating = reader.Code(LedgerField.Rating);
        var returns = reader.Number(LedgerField.ReturnCount, 0, 999);
        var evidence = reader.Text(LedgerField.Evidence, 1000);
        var returnReason = reader.Text(LedgerField.ReturnReason, 1000);
        if (facts[CaseEvent.Returned] is { } returned && returnReason is null)
        {
            reader.Warn("return-unexplained", LedgerField.ReturnReason, null, Text(returned));
        }

        if (facts[CaseEvent.Received] is { } received)
        {
            CheckPeriod(reader, received, frame);
            CheckOrder(reader, facts, received);
        }

        return reader.IsRejected ? null : new LedgerEntry
        {
            CaseNo = caseNo!,
            FigureMonth = MonthOf(facts[CaseEvent.Received]!.Value),
            Entry = EntryKind.New,
            Sheet = row.Header.Sheet,
            SheetRow = row.Number,
            Facts = facts,
            Complainant = new(name!, phone!, address!),
            Community = community,
            Content = content!,
            Department = department,
            Staff = staff,
            RoomTemperatureTenths = facts.RoomTemperatureTenths,
            DaysWithoutSupply = Whole(days),
            Outcome = outcome == 0 ? null : (CaseOutcome)outcome,
            Resolution = resolution,
            Responsibility = responsibility,
            Rating = rating == 0 ? null : (CaseRating)rating,
            ReturnCount = Whole(returns),
            Evidence = evidence,
            ReturnReason = returnReason,
        };
    }

    /// <summary>Completeness (S0-70): one issue per event that a limit needed and did not find.</summary>
    public static void CheckComplete(in SheetRow row, ReadOnlySpan<Receipt> receipts, List<LedgerIssue> issues)
    {
        var seen = 0;
        foreach (ref readonly var receipt in receipts)
        {
            if (receipt.Verdict is not Verdict.Undeterminable)
            {
                continue;
            }

            var missing = receipt.Why is Why.StartMissing ? receipt.Rule.Start : receipt.Rule.Stop;
            var field = receipt.Why switch
            {
                Why.PipeDiameterMissing => LedgerField.PipeDiameter,
                Why.RoomTemperatureMissing => LedgerField.RoomTemperature,
                _ => EventFields.Of(missing),
            };
            if ((seen & (1 << (int)missing)) == 0)
            {
                seen |= 1 << (int)missing;
                issues.Add(Issue(row, IssueClass.Completeness, "event-missing", field, null, receipt.Rule.Id));
            }
        }
    }

    /// <summary>As <c>yyyy-MM</c>.</summary>
    public static string MonthOf(DateTime moment) => s_months.TryGetValue(key: (moment.Year * 12) + moment.Month, out var text)
        ? text
        : moment.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>An issue at a field of a row; personal data is masked before it is written down.</summary>
    public static LedgerIssue Issue(
        in SheetRow row, IssueClass kind, string code, LedgerField field, string? value, params IReadOnlyList<string> args) =>
        new(kind, code, row.Header.Sheet, row.Number, row.Address(field), field, Shown(field, value), args);

    private static void CheckPeriod(RowReader reader, DateTime received, CheckFrame frame)
    {
        if (received >= frame.PeriodEnd)
        {
            reader.Reject("after-period", LedgerField.ReceivedAt, Text(received), frame.Period.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        }
    }

    private static void CheckOrder(RowReader reader, CaseFacts facts, DateTime received)
    {
        for (var happening = CaseEvent.Registered; happening <= CaseEvent.Reconsidered; happening++)
        {
            if (facts[happening] is { } at && at < received)
            {
                reader.Reject("before-received", EventFields.Of(happening), Text(at), Text(received));
            }
        }

        foreach (var (earlier, later) in s_impossible)
        {
            if (facts[earlier] is { } first && facts[later] is { } second && second < first)
            {
                reader.Reject("order-impossible", EventFields.Of(later), Text(second), Header(earlier), Text(first));
            }
        }

        foreach (var (earlier, later) in s_odd)
        {
            if (facts[earlier] is { } first && facts[later] is { } second && second < first)
            {
                reader.Warn("order-odd", EventFields.Of(later), Text(second), Header(earlier), Text(first));
            }
        }
    }

    private static readonly Dictionary<int, string> s_months = Enumerable.Range(2000 * 12, 100 * 12)
        .ToDictionary(month => month + 1, month => string.Create(CultureInfo.InvariantCulture, $"{month / 12:0000}-{(month % 12) + 1:00}"));

    private static int? Whole(double? number) => number is { } value ? (int)Math.Round(value, MidpointRounding.AwayFromZero) : null;

    private static int? Tenths(double? degrees) => Whole(degrees * 10);

    private static string Header(CaseEvent happening) => LedgerTemplate.Column(EventFields.Of(happening)).Header;

    internal static string Text(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Shortened(string value) => value.Length <= ShownValue ? value : value[..(ShownValue - 1)] + "…";

    private static string? Shown(LedgerField field, string? value) => field switch
    {
        _ when string.IsNullOrEmpty(value) => null,
        LedgerField.ComplainantName => new Access.Complainant(value, "", "").MaskedName,
        LedgerField.ComplainantPhone => new Access.Complainant("", value, "").MaskedPhone,
        LedgerField.Address => new Access.Complainant("", "", value).MaskedAddress,
        LedgerField.CaseNo => Shortened(value),
        _ => Shortened(Access.PersonalText.Mask(value)),
    };
}
