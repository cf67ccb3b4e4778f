namespace Portal.Data.Indicators.Desk;

/// <summary>An enterprise whose ledger is not there although its day has passed (S0-48).</summary>
/// <param name="Missing">First days of the months that are missing, oldest first; at least one.</param>
public sealed record OverdueFiling(SubjectEnterprise Enterprise, IReadOnlyList<DateOnly> Missing)
{
    /// <summary>First day of the earliest month that is missing.</summary>
    public DateOnly Month => Missing[0];

    /// <summary>How many are missing.</summary>
    public int Months => Missing.Count;

    /// <summary>The first day on which the earliest was overdue.</summary>
    public DateOnly Since => FilingState.DueOn(Month).AddDays(1);
}

/// <summary>
/// Which ledgers are overdue. An enterprise is expected to file from its first accepted month on; one that never filed is
/// expected to have filed the latest month due. No source says from when: a local default (requirements §5.3). Pure.
/// </summary>
public static class FilingDueRules
{
    /// <summary>Months looked back.</summary>
    public const int Months = 12;

    /// <summary>First day of the latest month whose ledger had to be there before today.</summary>
    public static DateOnly LatestDue(DateOnly today)
    {
        var before = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        return FilingState.DueOn(before) < today ? before : before.AddMonths(-1);
    }

    /// <param name="filed">First days of the months with an accepted ledger, by enterprise.</param>
    /// <returns>Longest overdue first, then by code.</returns>
    public static IReadOnlyList<OverdueFiling> Overdue(
        IEnumerable<SubjectEnterprise> enterprises, ILookup<string, DateOnly> filed, DateOnly today)
    {
        var latest = LatestDue(today);
        var earliest = latest.AddMonths(1 - Months);
        return
        [
            .. from enterprise in enterprises
               let months = filed[enterprise.Code].ToHashSet()
               let first = months.Count == 0 ? latest : months.Min() > earliest ? months.Min() : earliest
               let missing = Enumerable.Range(0, Months).Select(ahead => latest.AddMonths(1 - Months + ahead)).Where(month => month >= first && !months.Contains(month)).ToList()
               where missing.Count > 0
               orderby missing[0], enterprise.Code
               select new OverdueFiling(enterprise, missing),
        ];
    }
}
