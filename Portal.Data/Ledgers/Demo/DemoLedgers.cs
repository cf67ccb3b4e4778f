using System.Globalization;

namespace Portal.Data.Ledgers.Demo;

/// <summary>
/// The synthetic ledgers of a plan, in the order in which they are filed. They are made one at a time, so that a
/// province does not have to fit in memory. A month's ledger holds the cases received in it; the next month's
/// adds those that were still open (续报) and the few that had been forgotten.
/// </summary>
public static class DemoLedgers
{
    private const int FaultyMonth = 2;

    private static readonly TimeSpan s_correction = TimeSpan.FromHours(27);

    public static IEnumerable<DemoFiling> Filings(DemoPlan plan)
    {
        var enterprises = DemoRegistry.Region(plan).Enterprises;
        var counts = DemoVolume.Allot(plan, enterprises);
        var cases = new DemoCases(plan);
        for (var month = 0; month < plan.Months; month++)
        {
            foreach (var visit in Visits(plan, enterprises, month).OrderBy(visit => visit.FiledAt).ThenBy(visit => visit.Position))
            {
                var rows = Rows(plan, cases, enterprises[visit.Position], counts[visit.Position], month, visit.FiledAt);
                if (rows.Count > 0)
                {
                    yield return Filing(plan, enterprises[visit.Position], month, visit, rows);
                }
            }
        }
    }

    private static DemoFiling Filing(DemoPlan plan, DemoEnterprise enterprise, int month, Visit visit, IReadOnlyList<string?[]> rows) => new()
    {
        EnterpriseCode = enterprise.Entry.Code,
        Period = plan.Month(month),
        FiledAt = visit.FiledAt,
        FileName = string.Create(CultureInfo.InvariantCulture, $"{enterprise.Entry.Name}投诉清单台账{plan.Month(month):yyyy-MM}"),
        HasFaults = visit.HasFaults,
        Rows = visit.HasFaults ? DemoFaults.Spoil(rows) : rows,
    };

    private static IEnumerable<Visit> Visits(DemoPlan plan, IReadOnlyList<DemoEnterprise> enterprises, int month)
    {
        for (var position = 0; position < enterprises.Count; position++)
        {
            var enterprise = enterprises[position];
            if (enterprise.Conduct.SkipsLastMonth && month == plan.Months - 1)
            {
                continue;
            }

            var acceptedAt = AcceptedAt(plan, enterprise, month);
            if (HasFaults(enterprise, month))
            {
                yield return new(position, acceptedAt - s_correction, true);
            }

            yield return new(position, acceptedAt, false);
        }
    }

    private static DateTime AcceptedAt(DemoPlan plan, DemoEnterprise enterprise, int month)
    {
        var random = new DemoRandom(plan.Seed, 5, enterprise.Number, month);
        var day = enterprise.Conduct.IsLateFiler ? random.Between(11, 16) : random.Between(1, 5);
        var firstTry = plan.Month(month + 1).AddDays(day - 1).ToDateTime(new(random.Between(8, 17), random.Below(60)));
        return HasFaults(enterprise, month) ? firstTry + s_correction : firstTry;
    }

    private static bool HasFaults(DemoEnterprise enterprise, int month) => enterprise.Conduct.FilesFaults && month == FaultyMonth;

    private static List<string?[]> Rows(
        DemoPlan plan, DemoCases cases, DemoEnterprise enterprise, int[] counts, int month, DateTime filedAt)
    {
        var rows = new List<string?[]>(counts[month] + 8);
        if (month > 0)
        {
            var earlierFiling = AcceptedAt(plan, enterprise, month - 1);
            rows.AddRange(cases.Of(enterprise, month - 1, counts[month - 1])
                .Where(item => item.IsForgotten || item.IsOpenAt(earlierFiling))
                .Select(item => item.RowAt(filedAt)));
        }

        rows.AddRange(cases.Of(enterprise, month, counts[month])
            .Where(item => !item.IsForgotten)
            .Select(item => item.RowAt(filedAt)));
        return rows;
    }

    private sealed record Visit(int Position, DateTime FiledAt, bool HasFaults);
}
