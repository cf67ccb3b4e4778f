using Portal.Data.Ledgers.Mapping;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Demo;

/// <summary>
/// What warnings are for (S4-12, S2-35, S2-50, S0-60): an afternoon on which a main bursts and half a district calls,
/// a few cases that are sent back again and again, a few that threaten with a petition. Drawn apart from everything
/// else, so that the rest of the story stays as it is.
/// </summary>
internal sealed class DemoIncident(DemoPlan plan)
{
    private const int Enterprise = 1;
    private const int Month = 3;
    private const int Day = 24;
    private const int FirstMinute = 13 * 60;
    private const int Minutes = 150;
    private const double Threats = 0.0002;
    private const double Returns = 0.0002;

    private static readonly string[] s_threats =
        ["\uff0c再不解决就联名去信访", "\uff0c已经拍视频发到抖音", "\uff0c要向媒体反映", "\uff0c楼里几十户准备集体上访"];

    private static readonly string[] s_communities = ["和园", "春台"];

    /// <summary>The moments of reception in a month, with those that belong to the burst main moved to its afternoon.</summary>
    public IEnumerable<(DateTime At, bool IsBurst)> Arrivals(DemoEnterprise enterprise, int month, IReadOnlyList<DateTime> arrivals)
    {
        if (plan.Scale is not DemoScale.Small || enterprise.Number != Enterprise || month != Month)
        {
            return arrivals.Select(at => (at, false));
        }

        var random = new DemoRandom(plan.Seed, 6, enterprise.Number, month);
        var start = plan.Month(month).AddDays(Day - 1).ToDateTime(default).AddMinutes(FirstMinute);
        return arrivals
            .Select((at, index) => index % 6 == 0 ? (start.AddMinutes(random.Skewed(Minutes)), true) : (at, false))
            .OrderBy(arrival => arrival.Item1)
            .ToList();
    }

    /// <summary>A household of the streets behind the burst main.</summary>
    public int Household(DemoEnterprise enterprise, int number)
    {
        var random = new DemoRandom(plan.Seed, 7, enterprise.Number, number);
        while (true)
        {
            var household = random.Below(10_000);
            var community = DemoHousehold.Of(plan, enterprise, household).Community;
            if (s_communities.Any(word => community.Contains(word, StringComparison.Ordinal)))
            {
                return household;
            }
        }
    }

    /// <summary>Now and then a case that was sent back again and again, or in which somebody threatens.</summary>
    public void Aggravate(DemoCase made, DemoEnterprise enterprise, int month, int number)
    {
        if (plan.Scale is not DemoScale.Small)
        {
            return;
        }

        var random = new DemoRandom(plan.Seed, 8, enterprise.Number, month, number);
        if (random.Chance(Threats))
        {
            made[LedgerField.Content] = made[LedgerField.Content]!.TrimEnd('\u3002') + random.Pick(s_threats) + "\u3002";
        }

        if (random.Chance(Returns))
        {
            made[LedgerField.ReturnCount] = random.Pick(["3", "4"]);
        }
    }

    public static DemoTopic Topic(DemoRandom random) => DemoTopics.Of(Registry.Sector.Heat, random.Chance(0.6) ? ComplaintType.SupplyStop : ComplaintType.FaultRepair);
}
