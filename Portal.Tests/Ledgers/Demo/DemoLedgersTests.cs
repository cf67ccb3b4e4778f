using System.Globalization;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Tests.Ledgers.Demo;

public sealed class DemoLedgersTests
{
    private static readonly DemoPlan s_plan = new();
    private static readonly Lazy<IReadOnlyList<DemoFiling>> s_filings = new(() => [.. DemoLedgers.Filings(s_plan)]);

    private static IEnumerable<DemoFiling> Accepted => s_filings.Value.Where(filing => !filing.HasFaults);

    private static string Poor => DemoRegistry.Build(s_plan).Enterprises[2].Code;

    private static string Good => DemoRegistry.Build(s_plan).Enterprises[1].Code;

    [Fact]
    public void Filings_OfTheSamePlan_AreTheSame()
    {
        DemoPlan plan = new() { Rows = 600 };

        Assert.Equal(Flat(plan), Flat(plan));
        Assert.NotEqual(Flat(plan), Flat(plan with { Seed = 1 }));

        static IEnumerable<string> Flat(DemoPlan plan) =>
            DemoLedgers.Filings(plan).SelectMany(filing => filing.Rows.Select(row => $"{filing.EnterpriseCode} {filing.FiledAt:s} {string.Join('|', row)}"));
    }

    [Fact]
    public void Filings_OfTheSmallPlan_HoldAboutTwentyThousandRowsOfSixMonths()
    {
        Assert.InRange(Accepted.Sum(filing => filing.Rows.Count), 19_950, 20_600); // what is filed again comes on top
        Assert.Equal(6, s_filings.Value.Select(filing => filing.Period).Distinct().Count());
        Assert.Equal(12, s_filings.Value.Select(filing => filing.EnterpriseCode).Distinct().Count());
        Assert.Equal(s_filings.Value.OrderBy(filing => filing.FiledAt).Select(filing => filing.FileName), s_filings.Value.Select(filing => filing.FileName));
        Assert.All(s_filings.Value, filing => Assert.InRange(filing.FiledAt, filing.Period.AddMonths(1).ToDateTime(default), s_plan.EndsAt));
    }

    [Fact]
    public void Rows_OfEveryFilingWithoutFaults_AreWhatTheTemplateAsksFor()
    {
        var rows = Accepted.SelectMany(filing => filing.Rows).ToList();

        Assert.All(rows, row => Assert.Equal(LedgerTemplate.Columns.Count, row.Length));
        Assert.Empty(
            from row in rows
            from column in LedgerTemplate.Columns
            where !IsRight(column, row[(int)column.Field])
            select $"{CaseNo(row)} {column.Header}: {row[(int)column.Field]}");

        static bool IsRight(LedgerColumn column, string? value) => (value, column.Kind) switch
        {
            (null or "", _) => !column.IsRequired,
            (_, ColumnKind.List) => column.TryCode(value, out _),
            (_, ColumnKind.Time) => LedgerTime.TryParse(value, [], out _),
            (_, ColumnKind.Number) => double.TryParse(value, CultureInfo.InvariantCulture, out _),
            _ => !value.Contains('{', StringComparison.Ordinal), // every blank of a text was filled in
        };
    }

    [Fact]
    public void Events_OfEveryRow_FollowEachOtherAndNeverTheFiling()
    {
        foreach (var filing in Accepted)
        {
            foreach (var row in filing.Rows)
            {
                var events = CaseEvents.OfLedgerRow.Where(happening => happening <= CaseEvent.CalledBack)
                    .Select(happening => Time(row, EventFields.Of(happening))).OfType<DateTime>().ToList();
                var aside = CaseEvents.OfLedgerRow.Where(happening => happening > CaseEvent.CalledBack)
                    .Select(happening => Time(row, EventFields.Of(happening))).OfType<DateTime>();
                Assert.All(aside, at => Assert.InRange(at, events[0], filing.FiledAt));
                Assert.True(events.Zip(events.Skip(1)).All(pair => pair.First <= pair.Second), row[0]);
                Assert.True(events[^1] <= filing.FiledAt, row[0]);
                Assert.True(events[0] < filing.Period.AddMonths(1).ToDateTime(default), row[0]);
            }
        }
    }

    [Fact]
    public void CaseNumbers_StandOncePerFilingAndComeAgainOnlyWhileOpen()
    {
        var open = new HashSet<string>();
        var closed = new HashSet<string>();
        var (updates, lateEntries) = (0, 0);
        foreach (var filing in Accepted)
        {
            Assert.Distinct(filing.Rows.Select(CaseNo));
            foreach (var row in filing.Rows)
            {
                Assert.DoesNotContain(CaseNo(row), closed);
                var isKnown = open.Remove(CaseNo(row));
                var isEarlier = Time(row, LedgerField.ReceivedAt) < filing.Period.ToDateTime(default);
                Assert.True(isEarlier || !isKnown, CaseNo(row));
                updates += isEarlier && isKnown ? 1 : 0;
                lateEntries += isEarlier && !isKnown ? 1 : 0;
                (Time(row, LedgerField.ClosedAt) is null ? open : closed).Add(CaseNo(row));
            }
        }

        Assert.InRange(updates, 50, 800);
        Assert.InRange(lateEntries, 20, 200);
        Assert.NotEmpty(open);
    }

    [Fact]
    public void Telephones_BelongToOneHouseholdAndToNoOperator()
    {
        var rows = Accepted.SelectMany(filing => filing.Rows).ToList();
        var byPhone = rows.GroupBy(row => row[(int)LedgerField.ComplainantPhone]).ToList();

        Assert.All(byPhone, group => Assert.Matches("^154[0-9]{8}$", group.Key));
        Assert.All(byPhone, group => Assert.Single(group.Select(row => (row[(int)LedgerField.ComplainantName], row[(int)LedgerField.Address])).Distinct()));
        Assert.InRange(byPhone.Count(group => group.Select(CaseNo).Distinct().Count() > 2), 200, 5000); // households that come again and again
    }

    [Fact]
    public void Verdicts_OfAllRows_AreMostlyMetWithSomeOfEveryKind()
    {
        var shares = Shares(Accepted);

        Assert.InRange(shares[Verdict.Met], 0.905, 0.935);
        Assert.InRange(shares[Verdict.Late], 0.04, 0.06);
        Assert.InRange(shares[Verdict.Undeterminable], 0.015, 0.025);
        Assert.InRange(shares[Verdict.OpenInTime] + shares[Verdict.OpenOverdue], 0.006, 0.015);
        Assert.True(Shares(Of(Poor))[Verdict.Met] < 0.8);
        Assert.True(Shares(Of(Good))[Verdict.Met] > 0.98);

        IEnumerable<DemoFiling> Of(string code) => Accepted.Where(filing => filing.EnterpriseCode == code);
    }

    [Fact]
    public void Ledgers_Show_DissatisfactionReturnsAndExtensions()
    {
        var rows = Accepted.SelectMany(filing => filing.Rows).ToList();

        Assert.InRange(Share(LedgerField.Rating, value => value is "不满意" or "非常不满意"), 0.04, 0.15);
        Assert.InRange(Share(LedgerField.ReturnCount, value => value is not "0"), 0.01, 0.05);
        Assert.InRange(Share(LedgerField.ExtendedTo, value => value is not null), 0.002, 0.05);
        Assert.InRange(Share(LedgerField.Channel, value => value is "上级交办" or "转办"), 0.03, 0.08);

        double Share(LedgerField field, Func<string?, bool> holds) => rows.Count(row => holds(row[(int)field])) / (double)rows.Count;
    }

    [Fact]
    public void OneEnterprise_FilesNothingInTheLastMonth()
    {
        var filed = s_filings.Value.Where(filing => filing.Period == s_plan.LastMonth).Select(filing => filing.EnterpriseCode).Distinct();

        Assert.Equal(11, filed.Count());
    }

    [Fact]
    public void OneFiling_HasFaultsAndIsCorrectedTheNextDay()
    {
        var faulty = Assert.Single(s_filings.Value, filing => filing.HasFaults);
        var corrected = Assert.Single(Accepted, filing => filing.EnterpriseCode == faulty.EnterpriseCode && filing.Period == faulty.Period);

        Assert.InRange(corrected.FiledAt - faulty.FiledAt, TimeSpan.FromHours(1), TimeSpan.FromDays(2));
        Assert.Contains(faulty.Rows, row => row[(int)LedgerField.ComplainantPhone] is null);
        Assert.NotEqual(faulty.Rows.Count, faulty.Rows.Select(CaseNo).Distinct().Count());
    }

    private static string CaseNo(string?[] row) => row[(int)LedgerField.CaseNo]!;

    private static DateTime? Time(string?[] row, LedgerField field) =>
        row[(int)field] is { } text && LedgerTime.TryParse(text, [], out var time) ? time : null;

    private static int Code(string?[] row, LedgerField field) =>
        row[(int)field] is { } word && LedgerTemplate.Column(field).TryCode(word, out var code) ? code : 0;

    // Of the limits that apply, as the filing itself would be judged.
    private static Dictionary<Verdict, double> Shares(IEnumerable<DemoFiling> filings)
    {
        var rules = RuleSets.Shipped.Single(set => set.Code == RuleSets.DefaultCode).For(RecordKind.LedgerRow).Rules;
        var sectors = DemoRegistry.Build(s_plan).Enterprises.ToDictionary(item => item.Code, item => item.Sectors);
        var verdicts = filings
            .SelectMany(filing => filing.Rows.SelectMany(row => TimeLimitRules.Judge(rules, Facts(row, sectors[filing.EnterpriseCode]), CalendarFile.Shipped, filing.FiledAt)))
            .Select(receipt => receipt.Verdict)
            .Where(verdict => verdict is not Verdict.NotApplicable)
            .ToList();
        return Enum.GetValues<Verdict>().ToDictionary(verdict => verdict, verdict => verdicts.Count(one => one == verdict) / (double)verdicts.Count);
    }

    private static CaseFacts Facts(string?[] row, IReadOnlyList<Sector> sectors) => new()
    {
        Sectors = [.. sectors],
        Channel = (Channel)Code(row, LedgerField.Channel),
        RequestClass = (RequestClass)Code(row, LedgerField.RequestClass),
        ComplaintType = (ComplaintType)Code(row, LedgerField.ComplaintType),
        Urgency = (Urgency)Code(row, LedgerField.Urgency),
        ExtendedTo = Time(row, LedgerField.ExtendedTo),
        ExtensionReason = row[(int)LedgerField.ExtensionReason],
        [CaseEvent.Received] = Time(row, LedgerField.ReceivedAt),
        [CaseEvent.Registered] = Time(row, LedgerField.RegisteredAt),
        [CaseEvent.Dispatched] = Time(row, LedgerField.DispatchedAt),
        [CaseEvent.Accepted] = Time(row, LedgerField.AcceptedAt),
        [CaseEvent.Responded] = Time(row, LedgerField.RespondedAt),
        [CaseEvent.Arrived] = Time(row, LedgerField.ArrivedAt),
        [CaseEvent.RepairStarted] = Time(row, LedgerField.RepairStartedAt),
        [CaseEvent.Repaired] = Time(row, LedgerField.RepairedAt),
        [CaseEvent.RepliedInWriting] = Time(row, LedgerField.RepliedInWritingAt),
        [CaseEvent.FedBack] = Time(row, LedgerField.FedBackAt),
        [CaseEvent.Closed] = Time(row, LedgerField.ClosedAt),
        [CaseEvent.CalledBack] = Time(row, LedgerField.CalledBackAt),
        [CaseEvent.Returned] = Time(row, LedgerField.ReturnedAt),
        [CaseEvent.Mediated] = Time(row, LedgerField.MediatedAt),
        [CaseEvent.Objected] = Time(row, LedgerField.ObjectedAt),
        [CaseEvent.Reconsidered] = Time(row, LedgerField.ReconsideredAt),
    };
}
