using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Cases;

/// <summary>
/// Recomputes the deadline receipts of a stored row (design §5): pure. What is stored with the row is the verdict; why
/// it came to be is reckoned again from the same facts.
/// </summary>
public static class CaseReceipts
{
    public static CaseFacts ToFacts(CaseRow row, IReadOnlyCollection<Sector> sectors) => new()
    {
        Sectors = sectors,
        Channel = row.Channel,
        RequestClass = row.RequestClass,
        ComplaintType = row.ComplaintType,
        Urgency = row.Urgency,
        Grade = row.Grade,
        SubType = row.SubType,
        Ownership = row.Responsibility,
        PipeDiameter = row.PipeDiameter,
        RoomTemperatureTenths = row.RoomTemperatureTenths,
        IsValid = row.Validity is { } validity ? validity == LedgerRules.Valid : null,
        AppointedAt = row.AppointedAt,
        ExtendedTo = row.ExtendedTo,
        ExtensionReason = row.ExtensionReason,
        [CaseEvent.Received] = row.ReceivedAt,
        [CaseEvent.Registered] = row.RegisteredAt,
        [CaseEvent.Dispatched] = row.DispatchedAt,
        [CaseEvent.Accepted] = row.AcceptedAt,
        [CaseEvent.Responded] = row.RespondedAt,
        [CaseEvent.Arrived] = row.ArrivedAt,
        [CaseEvent.RepairStarted] = row.RepairStartedAt,
        [CaseEvent.Repaired] = row.RepairedAt,
        [CaseEvent.RepliedInWriting] = row.RepliedInWritingAt,
        [CaseEvent.FedBack] = row.FedBackAt,
        [CaseEvent.Closed] = row.ClosedAt,
        [CaseEvent.CalledBack] = row.CalledBackAt,
        [CaseEvent.Returned] = row.ReturnedAt,
        [CaseEvent.Mediated] = row.MediatedAt,
        [CaseEvent.Objected] = row.ObjectedAt,
        [CaseEvent.Reconsidered] = row.ReconsideredAt,
    };

    /// <summary>One receipt per rule that was known to hold when the case was received, as of the time at which the row was judged.</summary>
    public static IReadOnlyList<Receipt> Of(CaseRow row, IReadOnlyCollection<Sector> sectors, RuleHistory rules, WorkingCalendar calendar) =>
        Of(row, sectors, rules, calendar, row.JudgedAt);

    public static Receipt[] Of(
        CaseRow row, IReadOnlyCollection<Sector> sectors, RuleHistory rules, WorkingCalendar calendar, DateTime judgedAt)
    {
        var set = rules.AsOf(row.RulesAsOfUtc).On(DateOnly.FromDateTime(row.ReceivedAt), sectors);
        return TimeLimitRules.Judge(set.Rules, ToFacts(row, sectors), calendar, judgedAt);
    }

    /// <summary>False when calendar or sectors have changed since the row was judged: the page says so.</summary>
    public static bool Agree(CaseRow row, IReadOnlyList<Receipt> receipts) => VerdictText.Write([.. receipts]) == row.Verdicts;
}
