using System.Globalization;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Demo;

/// <summary>Makes the cases an enterprise receives in one month, in the order of their reception.</summary>
internal sealed class DemoCases(DemoPlan plan)
{
    private const double Forgotten = 0.003;

    private static readonly (Channel Channel, double Weight)[] s_channels =
    [
        (Channel.Call, 62), (Channel.Letter, 1), (Channel.Visit, 5), (Channel.PublicAccount, 8), (Channel.Website, 2),
        (Channel.Hotline12345, 13), (Channel.Hotline12319, 4), (Channel.AssignedBySuperior, 2), (Channel.Transferred, 3),
    ];

    private static readonly double[] s_channelWeights = [.. s_channels.Select(item => item.Weight)];

    private static readonly string[] s_tails = ["", "", "", "，请尽快处理", "，家里有老人和孩子", "，要求当面答复", "，之前反映过没有解决", "，希望给个准信", "，打了几次电话"];
    private static readonly string[] s_closings = ["，用户认可", "，已告知用户注意事项", "，用户签字确认", "，现场拍照留存", "，后续由片区跟踪", ""];
    private static readonly int[] s_diameters = [50, 80, 100, 150, 200, 250, 300, 400, 500, 600, 700, 800];

    public IEnumerable<DemoCase> Of(DemoEnterprise enterprise, int month, int count)
    {
        var random = new DemoRandom(plan.Seed, 3, enterprise.Number, month);
        var sectors = enterprise.Entry.Sectors;
        var incident = new DemoIncident(plan);
        var number = 0;
        foreach (var (received, isBurst) in incident.Arrivals(enterprise, month, DemoVolume.Arrivals(plan.Month(month), sectors[0], count, random)))
        {
            number++;
            var household = PickHousehold(count, random, out var isRegular);
            var sector = sectors[sectors.Count > 1 && random.Chance(0.35) ? 1 : 0];
            // A household with a lasting defect comes back with the same thing.
            var topic = DemoTopics.Pick(sector, isRegular && random.Chance(0.8) ? new(plan.Seed, 4, enterprise.Number, household, (int)sector) : random);
            var made = isBurst
                ? Make(enterprise, received, number, incident.Household(enterprise, number), DemoIncident.Topic(random), random)
                : Make(enterprise, received, number, household, topic, random);
            incident.Aggravate(made, enterprise, month, number);
            yield return made;
        }
    }

    private static int PickHousehold(int count, DemoRandom random, out bool isRegular)
    {
        isRegular = random.Chance(0.13);
        return isRegular ? random.Below(3 + (count / 25)) : random.Below(Math.Min(DemoHousehold.Largest, 1000 + (count * 40)));
    }

    private DemoCase Make(DemoEnterprise enterprise, DateTime received, int number, int household, DemoTopic topic, DemoRandom random)
    {
        var channel = s_channels[random.Weighted(s_channelWeights)].Channel;
        var request = DemoTopics.PickClass(topic, random);
        var home = DemoHousehold.Of(plan, enterprise, household);
        var made = new DemoCase { IsForgotten = random.Chance(Forgotten) };
        made[CaseEvent.Received] = received;
        made[LedgerField.CaseNo] = string.Create(CultureInfo.InvariantCulture, $"E{enterprise.Number:000}-{received:yyyyMM}-{number:00000}");
        made[LedgerField.Channel] = Word(LedgerField.Channel, (int)channel);
        made[LedgerField.RequestClass] = Word(LedgerField.RequestClass, (int)request);
        made[LedgerField.ComplaintType] = Word(LedgerField.ComplaintType, (int)topic.Type);
        made[LedgerField.SubType] = topic.SubType;
        made[LedgerField.Urgency] = Word(LedgerField.Urgency, (int)(random.Chance(topic.Urgent) ? Urgency.Emergency : Urgency.Routine));
        made[LedgerField.Grade] = Grade(channel, random);
        made[LedgerField.ComplainantName] = home.Name;
        made[LedgerField.ComplainantPhone] = home.Phone;
        made[LedgerField.Community] = home.Community;
        made[LedgerField.Address] = home.Address;
        made[LedgerField.Department] = topic.Type is ComplaintType.Service or ComplaintType.Business or ComplaintType.Other
            ? "客户服务部"
            : string.Create(CultureInfo.InvariantCulture, $"运维{random.Between(1, 6)}班");
        made[LedgerField.Staff] = string.Create(CultureInfo.InvariantCulture, $"工号{(enterprise.Number * 100) + random.Between(1, 40)}");
        made[LedgerField.ReturnCount] = "0";

        var words = new DemoWords(topic.Reading, s_diameters, random);
        words.Fill(made);
        var matter = random.Below(topic.Contents.Count);
        var isPressing = request is RequestClass.Repair or RequestClass.Complaint or RequestClass.Help;
        made[LedgerField.Content] = words.Say(topic.Contents[matter] + (isPressing ? random.Pick(s_tails) : "")) + "。";

        var timeline = new DemoTimeline(made, enterprise.Conduct, random);
        timeline.Run(request, topic.Type, channel);
        Conclude(made, enterprise.Conduct, topic, request, timeline.WentWrong, random);
        // A key of its own: what happens to few cases leaves all others as they are.
        DemoAsides.Add(made, request, timeline.WentWrong, new(plan.Seed, 9, enterprise.Number, (received.Year * 12) + received.Month, number));
        made[LedgerField.Resolution] = enterprise.Conduct.GivesOneReply && random.Chance(0.5)
            ? "已联系用户并处理完毕。"
            : words.Say(topic.Resolutions[matter] + random.Pick(s_closings)) + "。";
        return made;
    }

    private static void Conclude(
        DemoCase made, DemoConduct conduct, DemoTopic topic, RequestClass request, bool wentWrong, DemoRandom random)
    {
        var outcome = request is RequestClass.Consultation or RequestClass.Suggestion
            ? CaseOutcome.Explained
            : (CaseOutcome)(random.Weighted([88, 5, wentWrong ? 8 : 1, 4, 2]) + 1);
        made[LedgerField.Outcome] = Word(LedgerField.Outcome, (int)outcome);
        made[LedgerField.Responsibility] = random.Pick(topic.Responsibilities);
        made[LedgerField.Evidence] = random.Chance(0.4) ? Evidence(topic, request, random) : null;

        var unhappy = conduct.Unhappy * (wentWrong ? 3 : 1) * (outcome is CaseOutcome.Unsolved or CaseOutcome.PartlySolved ? 3 : 1);
        var rating = random.Chance(Math.Min(unhappy, 0.85))
            ? random.Chance(0.8) ? CaseRating.Dissatisfied : CaseRating.VeryDissatisfied
            : (CaseRating)random.Pick([1, 1, 1, 2, 2, 2, 2, 2, 3, 6]);
        made[LedgerField.Rating] = Word(LedgerField.Rating, (int)rating);
    }

    private static string Evidence(DemoTopic topic, RequestClass request, DemoRandom random) => (request, topic.Reading) switch
    {
        (RequestClass.Consultation or RequestClass.Suggestion, _) => "通话录音",
        (_, DemoReading.Temperature) => random.Pick(["测温单1份", "现场照片2张", "用户签字单1份"]),
        (RequestClass.Repair, _) => random.Pick(["维修单1份", "现场照片3张", "用户签字单1份"]),
        _ => random.Pick(["通话录音", "现场照片2张"]),
    };

    private static string? Grade(Channel channel, DemoRandom random)
    {
        double[] weights = channel is Channel.AssignedBySuperior or Channel.Hotline12345 ? [70, 12, 12, 6] : [94, 4, 1.5, 0.5];
        var grade = random.Weighted(weights) + 1;
        return grade == (int)CaseGrade.Ordinary && random.Chance(0.5) ? null : Word(LedgerField.Grade, grade);
    }

    private static string Word(LedgerField field, int code) => LedgerTemplate.Column(field).NameOf(code);
}
