using System.Globalization;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

/// <summary>
/// Reads the tables in which the limits of a rule set are written down for checking by eye:
/// <c>rule | what is filed | verdict</c>. Facts stand under the words of the ledger (受理, 到场, 渠道, 类别 …); a time
/// without a date is on the day of the time before it. Without 判定 the case is judged long after everything.
/// </summary>
internal sealed class LimitTable(string set, Sector sector, string text)
{
    private static readonly Dictionary<string, CaseEvent> s_events = new()
    {
        ["受理"] = CaseEvent.Received,
        ["登记"] = CaseEvent.Registered,
        ["派单"] = CaseEvent.Dispatched,
        ["接单"] = CaseEvent.Accepted,
        ["响应"] = CaseEvent.Responded,
        ["到场"] = CaseEvent.Arrived,
        ["上门"] = CaseEvent.Arrived,
        ["抢修"] = CaseEvent.RepairStarted,
        ["修复"] = CaseEvent.Repaired,
        ["书面答复"] = CaseEvent.RepliedInWriting,
        ["反馈"] = CaseEvent.FedBack,
        ["办结"] = CaseEvent.Closed,
        ["回访"] = CaseEvent.CalledBack,
        ["退回"] = CaseEvent.Returned,
        ["调解"] = CaseEvent.Mediated,
        ["异议"] = CaseEvent.Objected,
        ["复议答复"] = CaseEvent.Reconsidered,
        ["约定上门"] = CaseEvent.VisitAgreed,
        ["复测"] = CaseEvent.Retested,
        ["通知"] = CaseEvent.Announced,
        ["停供"] = CaseEvent.SupplyStopped,
        ["恢复"] = CaseEvent.SupplyRestored,
        ["举行"] = CaseEvent.Held,
        ["期末"] = CaseEvent.PeriodEnded,
        ["上报"] = CaseEvent.Submitted,
    };

    private static readonly Dictionary<string, Sector> s_sectors = new()
    {
        ["供热"] = Sector.Heat,
        ["燃气"] = Sector.Gas,
        ["供水"] = Sector.Water,
        ["排水"] = Sector.Drainage,
    };

    public RuleSet Set { get; } = RuleSets.Shipped.Single(shipped => shipped.Code == set);

    public IReadOnlyList<string> Lines { get; } =
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal))];

    /// <summary>The lines as the rows of a theory.</summary>
    public TheoryData<string> Rows => [.. Lines];

    public static string RuleOf(string line) => line.Split('|')[0].Trim();

    /// <summary>As the table writes it: the verdict, and why where there is a why; <c>NotApplicable Set</c> when another set holds.</summary>
    public static string VerdictOf(string line) => line.Split('|')[2].Trim();

    /// <summary>What the portal says of the line, by the set that holds for it.</summary>
    public string Judge(string line)
    {
        var ruleId = RuleOf(line);
        var (sample, adopted, judgedAt) = Case(line.Split('|')[1]);
        var facts = sample.Facts();
        var record = Set.Rules.First(rule => rule.Id == ruleId).Record;
        var rules = record is RecordKind.LedgerRow
            ? Effective(adopted).On(DateOnly.FromDateTime(facts[CaseEvent.Received]!.Value), facts.Sectors).Rules
            : Set.For(record).Rules;
        if (rules.SingleOrDefault(rule => rule.Id == ruleId) is not { } asked)
        {
            return "NotApplicable Set";
        }

        var receipt = TimeLimitRules.Judge(asked, facts, CalendarFile.Shipped, judgedAt);
        return receipt.Why is Why.None ? receipt.Verdict.ToString() : $"{receipt.Verdict} {receipt.Why}";
    }

    /// <summary>The rules of the set for which the table lacks a row that is kept, one that is not, or one that it is not for.</summary>
    public IEnumerable<string> Gaps() =>
        from rule in Set.Rules
        let verdicts = Lines.Where(line => RuleOf(line) == rule.Id).Select(line => VerdictOf(line).Split(' ')[0]).ToHashSet()
        from lacking in new[] { "Met", "Late", "NotApplicable" }
        where !verdicts.Contains(lacking) && !(lacking == "Late" && verdicts.Contains("OpenOverdue"))
        select $"{rule.Id} {lacking}";

    private static EffectiveRules Effective(string set) => new(
        RuleSets.Shipped,
        [
            new RuleSetAdoption
            {
                JurisdictionCode = "000000", SetCode = set, EffectiveFrom = new(2000, 1, 1), AdoptedAtUtc = new(2000, 1, 1), AdoptedBy = "test",
            },
        ],
        ["000000"]);

    private (SampleCase Sample, string Adopted, DateTime JudgedAt) Case(string facts)
    {
        var sample = new SampleCase { Sectors = [sector] }.With(CaseEvent.Received, null as string);
        var (adopted, judgedAt, day) = (set, new DateTime(2026, 12, 31), "");
        foreach (var fact in facts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (word, value) = (fact[..fact.IndexOf(' ')], fact[(fact.IndexOf(' ') + 1)..]);
            if (s_events.TryGetValue(word, out var happening))
            {
                sample = sample.With(happening, Time(value));
                continue;
            }

            switch (word)
            {
                case "判定":
                    judgedAt = Time(value);
                    break;
                case "采用":
                    adopted = value;
                    break;
                default:
                    sample = Fact(sample, word, value is [>= '0' and <= '9', _, _, _, '-', ..] or [_, _, ':', ..] ? $"{Time(value):yyyy-MM-dd HH:mm:ss}" : value);
                    break;
            }
        }

        return (sample, adopted, judgedAt);

        DateTime Time(string value)
        {
            var whole = value.Contains('-', StringComparison.Ordinal) ? value : $"{day} {value}";
            day = whole[..10];
            return DateTime.Parse(whole, CultureInfo.InvariantCulture);
        }
    }

    private static SampleCase Fact(SampleCase sample, string word, string value) => word switch
    {
        "行业" => sample with { Sectors = [s_sectors[value]] },
        "渠道" => sample with { Channel = (Channel)Code(LedgerField.Channel, value) },
        "类别" => sample with { RequestClass = (RequestClass)Code(LedgerField.RequestClass, value) },
        "类型" => sample with { ComplaintType = (ComplaintType)Code(LedgerField.ComplaintType, value) },
        "程度" => sample with { Urgency = (Urgency)Code(LedgerField.Urgency, value) },
        "件别" => sample with { Grade = (CaseGrade)Code(LedgerField.Grade, value) },
        "有效性" => sample with { IsValid = Code(LedgerField.Validity, value) == 1 },
        "二级类型" => sample with { SubType = value },
        "管径" => sample with { PipeDiameter = int.Parse(value, CultureInfo.InvariantCulture) },
        "室温" => sample with { RoomTemperatureTenths = (int)(decimal.Parse(value, CultureInfo.InvariantCulture) * 10) },
        "预约" => sample with { AppointedAt = value },
        "延期至" => sample with { ExtendedTo = value },
        "延期原因" => sample with { ExtensionReason = value },
        _ => throw new ArgumentException($"The table knows no {word}."),
    };

    private static int Code(LedgerField field, string value) =>
        LedgerTemplate.Column(field).TryCode(value, out var code) ? code : throw new ArgumentException($"{value} is not in the list of {field}.");
}
