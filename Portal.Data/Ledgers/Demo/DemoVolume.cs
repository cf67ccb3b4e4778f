using Portal.Data.Registry;

namespace Portal.Data.Ledgers.Demo;

/// <summary>How many cases an enterprise receives in a month and when: size, trade, season, cold days, hours of the day.</summary>
internal static class DemoVolume
{
    private static readonly (int Month, int FirstDay, int LastDay)[] s_coldSnaps =
        [(11, 22, 25), (12, 12, 16), (1, 5, 8), (1, 18, 23), (2, 8, 11), (3, 3, 4)];

    private static readonly double[] s_hours = [1, 1, 1, 1, 1, 2, 5, 9, 14, 14, 11, 8, 7, 7, 8, 9, 9, 10, 13, 14, 12, 8, 4, 2];

    /// <summary>Cases per enterprise (by position) and month; together exactly <see cref="DemoPlan.Cases"/>.</summary>
    public static int[][] Allot(DemoPlan plan, IReadOnlyList<DemoEnterprise> enterprises)
    {
        var weights = enterprises.Select(item => Enumerable.Range(0, plan.Months).Select(month => Weight(plan, item, month)).ToArray()).ToArray();
        var perWeight = plan.Cases / weights.Sum(row => row.Sum());
        var counts = weights.Select(row => new int[row.Length]).ToArray();

        // What rounding leaves over is carried to the next, so that nothing is lost.
        var (wanted, given) = (0.0, 0);
        for (var item = 0; item < weights.Length; item++)
        {
            for (var month = 0; month < plan.Months; month++)
            {
                wanted += weights[item][month] * perWeight;
                counts[item][month] = (int)Math.Round(wanted) - given;
                given += counts[item][month];
            }
        }

        return counts;
    }

    /// <summary>The moments of reception in a month, in order, to the minute.</summary>
    public static IReadOnlyList<DateTime> Arrivals(DateOnly month, Sector sector, int count, DemoRandom random)
    {
        var days = Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month)).Select(day => DayWeight(sector, month.AddDays(day))).ToArray();
        var moments = new DateTime[count];
        for (var index = 0; index < count; index++)
        {
            var day = month.AddDays(random.Weighted(days));
            moments[index] = day.ToDateTime(new(random.Weighted(s_hours), random.Below(60)));
        }

        Array.Sort(moments);
        return moments;
    }

    private static double Weight(DemoPlan plan, DemoEnterprise item, int month) =>
        item.Conduct.SkipsLastMonth && month == plan.Months - 1
            ? 0
            : item.Households * item.Conduct.Volume * item.Entry.Sectors.Average(sector => Season(sector, plan.Month(month).Month))
                * (0.9 + (new DemoRandom(plan.Seed, 2, item.Number, month).Below(201) / 1000.0));

    private static double Season(Sector sector, int month) => (sector, month) switch
    {
        (Sector.Heat, 11) => 1.5, // the first month of heating: air in the pipes
        (Sector.Heat, 12) => 1.2,
        (Sector.Heat, 1) => 1.35,
        (Sector.Heat, 2) => 0.9,
        (Sector.Heat, 3) => 0.65,
        (Sector.Heat, 4) => 0.3,
        (Sector.Heat, 10) => 0.8,
        (Sector.Heat, _) => 0.1,
        (Sector.Gas, _) => 0.25,
        (_, 12 or 1 or 2) => 0.45, // frozen meters
        _ => 0.33,
    };

    private static double DayWeight(Sector sector, DateOnly day)
    {
        var isCold = s_coldSnaps.Any(snap => snap.Month == day.Month && day.Day >= snap.FirstDay && day.Day <= snap.LastDay);
        var weather = (sector, isCold) switch
        {
            (Sector.Heat, _) when day is { Month: 11, Day: <= 8 } => 3,
            (Sector.Heat, true) => 2.4,
            (Sector.Gas, true) => 1.2,
            (_, true) => 1.8,
            _ => 1,
        };
        return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? weather * 0.8 : weather;
    }
}
