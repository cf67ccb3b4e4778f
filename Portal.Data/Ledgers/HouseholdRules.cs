using System.Globalization;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>A row as the figures of households see it.</summary>
/// <param name="Household">Keyed hash of 小区 and address.</param>
/// <param name="IsOfMonth">False for the rows of later months, which are there to be found as repeats.</param>
/// <param name="IsSolved">Closed, and its complainant never objected.</param>
public readonly record struct HouseholdCase(UInt128 Household, ComplaintType Type, DateTime ReceivedAt, bool IsOfMonth, bool IsSolved);

/// <param name="Households">Households of the month's rows.</param>
/// <param name="RepeatHouseholds">Of these, those with more than <see cref="HouseholdRules.MostOfOneIssue"/> rows of one 投诉类型 (S2-51).</param>
/// <param name="SolvedAtOnce">Rows solved and not followed by another of the same household and 投诉类型 within <see cref="HouseholdRules.RepeatDays"/> (S0-72).</param>
public readonly record struct HouseholdCounts(int Households, int RepeatHouseholds, int SolvedAtOnce);

/// <summary>What the rows of one enterprise tell about its households.</summary>
public static class HouseholdRules
{
    /// <summary>More complaints than this about the same issue make a repeat household (S2-51).</summary>
    public const int MostOfOneIssue = 2;

    /// <summary>Days of 24 hours after 受理 in which the same household must not come back about the same issue. A local default.</summary>
    public const int RepeatDays = 30;

    /// <summary>The months whose rows can repeat a row of this month, itself first: <c>yyyy-MM</c>.</summary>
    public static IReadOnlyList<string> MonthsAhead(string month)
    {
        var first = First(month);
        return [.. Months(first, first.AddMonths(1).AddDays(RepeatDays))];
    }

    /// <summary>The months whose figures a row of this month can change, itself last.</summary>
    public static IReadOnlyList<string> MonthsBehind(string month)
    {
        var first = First(month);
        return [.. Months(first.AddDays(-RepeatDays), first.AddMonths(1))];
    }

    /// <param name="cases">Of one enterprise, in any order; sorted here.</param>
    public static HouseholdCounts Count(List<HouseholdCase> cases)
    {
        cases.Sort(static (one, other) => (one.Household.CompareTo(other.Household), one.Type.CompareTo(other.Type)) switch
        {
            (0, 0) => one.ReceivedAt.CompareTo(other.ReceivedAt),
            (0, var type) => type,
            (var household, _) => household,
        });
        var (households, repeating, atOnce) = (0, 0, 0);
        for (var start = 0; start < cases.Count;)
        {
            var (isHere, isRepeating) = (false, false);
            var household = cases[start].Household;
            while (start < cases.Count && cases[start].Household == household)
            {
                var end = start;
                while (end < cases.Count && cases[end].Household == household && cases[end].Type == cases[start].Type)
                {
                    end++;
                }

                var ofMonth = 0;
                for (var at = start; at < end; at++)
                {
                    ofMonth += cases[at].IsOfMonth ? 1 : 0;
                    atOnce += cases[at] is { IsOfMonth: true, IsSolved: true } && !IsRepeated(cases, at, end) ? 1 : 0;
                }

                isHere |= ofMonth > 0;
                isRepeating |= ofMonth > MostOfOneIssue;
                start = end;
            }

            households += isHere ? 1 : 0;
            repeating += isRepeating ? 1 : 0;
        }

        return new(households, repeating, atOnce);
    }

    private static bool IsRepeated(List<HouseholdCase> cases, int at, int end)
    {
        var next = at + 1;
        while (next < end && cases[next].ReceivedAt == cases[at].ReceivedAt)
        {
            next++;
        }

        return next < end && cases[next].ReceivedAt <= cases[at].ReceivedAt.AddDays(RepeatDays);
    }

    private static DateTime First(string month) => DateTime.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture);

    /// <param name="before">The moment that lies behind the last month, or within it.</param>
    private static IEnumerable<string> Months(DateTime from, DateTime before)
    {
        for (var month = new DateTime(from.Year, from.Month, 1); month < before; month = month.AddMonths(1))
        {
            yield return month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        }
    }
}
