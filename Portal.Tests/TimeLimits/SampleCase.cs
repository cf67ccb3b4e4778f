using System.Globalization;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

/// <summary>A routine fault repair called in on Monday 4 November 2024, 08:00, to change one fact of at a time.</summary>
internal sealed record SampleCase
{
    private Dictionary<CaseEvent, DateTime?> Times { get; init; } = new() { [CaseEvent.Received] = At("2024-11-04 08:00") };

    public Sector[] Sectors { get; init; } = [Sector.Heat];

    public Channel Channel { get; init; } = Channel.Call;

    public RequestClass RequestClass { get; init; } = RequestClass.Repair;

    public ComplaintType ComplaintType { get; init; } = ComplaintType.FaultRepair;

    public Urgency Urgency { get; init; } = Urgency.Routine;

    public CaseGrade Grade { get; init; } = CaseGrade.Ordinary;

    public string? SubType { get; init; }

    public string? Ownership { get; init; }

    public bool? IsValid { get; init; }

    public int? PipeDiameter { get; init; }

    public int? RoomTemperatureTenths { get; init; }

    public string? AppointedAt { get; init; }

    public string? ExtendedTo { get; init; }

    public string? ExtensionReason { get; init; }

    public static DateTime At(string time) => DateTime.Parse(time, CultureInfo.InvariantCulture);

    public SampleCase With(CaseEvent happening, string? time) => With(happening, time is null ? null : At(time));

    public SampleCase With(CaseEvent happening, DateTime? time) => this with { Times = new(Times) { [happening] = time } };

    public Receipt JudgedBy(LimitRule rule, string judgedAt) =>
        TimeLimitRules.Judge(rule, Facts(), CalendarFile.Shipped, At(judgedAt));

    public CaseFacts Facts() => new()
    {
        Sectors = Sectors,
        Channel = Channel,
        RequestClass = RequestClass,
        ComplaintType = ComplaintType,
        Urgency = Urgency,
        Grade = Grade,
        SubType = SubType,
        Ownership = Ownership,
        IsValid = IsValid,
        PipeDiameter = PipeDiameter,
        RoomTemperatureTenths = RoomTemperatureTenths,
        AppointedAt = AppointedAt is null ? null : At(AppointedAt),
        ExtendedTo = ExtendedTo is null ? null : At(ExtendedTo),
        ExtensionReason = ExtensionReason,
        [CaseEvent.Received] = Times.GetValueOrDefault(CaseEvent.Received),
        [CaseEvent.Registered] = Times.GetValueOrDefault(CaseEvent.Registered),
        [CaseEvent.Dispatched] = Times.GetValueOrDefault(CaseEvent.Dispatched),
        [CaseEvent.Accepted] = Times.GetValueOrDefault(CaseEvent.Accepted),
        [CaseEvent.Responded] = Times.GetValueOrDefault(CaseEvent.Responded),
        [CaseEvent.Arrived] = Times.GetValueOrDefault(CaseEvent.Arrived),
        [CaseEvent.RepairStarted] = Times.GetValueOrDefault(CaseEvent.RepairStarted),
        [CaseEvent.Repaired] = Times.GetValueOrDefault(CaseEvent.Repaired),
        [CaseEvent.RepliedInWriting] = Times.GetValueOrDefault(CaseEvent.RepliedInWriting),
        [CaseEvent.FedBack] = Times.GetValueOrDefault(CaseEvent.FedBack),
        [CaseEvent.Closed] = Times.GetValueOrDefault(CaseEvent.Closed),
        [CaseEvent.CalledBack] = Times.GetValueOrDefault(CaseEvent.CalledBack),
        [CaseEvent.Returned] = Times.GetValueOrDefault(CaseEvent.Returned),
        [CaseEvent.Mediated] = Times.GetValueOrDefault(CaseEvent.Mediated),
        [CaseEvent.Objected] = Times.GetValueOrDefault(CaseEvent.Objected),
        [CaseEvent.Reconsidered] = Times.GetValueOrDefault(CaseEvent.Reconsidered),
        [CaseEvent.VisitAgreed] = Times.GetValueOrDefault(CaseEvent.VisitAgreed),
        [CaseEvent.Retested] = Times.GetValueOrDefault(CaseEvent.Retested),
        [CaseEvent.Announced] = Times.GetValueOrDefault(CaseEvent.Announced),
        [CaseEvent.SupplyStopped] = Times.GetValueOrDefault(CaseEvent.SupplyStopped),
        [CaseEvent.SupplyRestored] = Times.GetValueOrDefault(CaseEvent.SupplyRestored),
        [CaseEvent.Held] = Times.GetValueOrDefault(CaseEvent.Held),
        [CaseEvent.PeriodEnded] = Times.GetValueOrDefault(CaseEvent.PeriodEnded),
        [CaseEvent.Submitted] = Times.GetValueOrDefault(CaseEvent.Submitted),
    };
}

/// <summary>Rules to judge by: the shipped ones by id, and one to bend to a test's purpose.</summary>
internal static class SampleRules
{
    internal static IReadOnlyList<LimitRule> S0 { get; } = OfRows("S0");

    internal static IReadOnlyList<LimitRule> OfRows(string set) => RuleSets.Shipped.Single(shipped => shipped.Code == set).For(RecordKind.LedgerRow).Rules;

    internal static LimitRule S0Rule(string id) => S0.Single(rule => rule.Id == id);

    internal static LimitRule Feedback(int amount, LimitUnit unit, DayBoundary boundary = DayBoundary.SameTime) => new()
    {
        Id = "X-01",
        SetCode = "X",
        SetVersion = 1,
        Name = new("反馈", "Feedback"),
        Topic = LimitTopic.Feedback,
        Subject = LimitSubject.Enterprise,
        Start = CaseEvent.Received,
        Stop = CaseEvent.FedBack,
        Limit = new(amount, unit),
        DayBoundary = boundary,
        Citation = new("X", "1", "…"),
    };
}
