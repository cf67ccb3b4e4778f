using System.Globalization;

namespace Portal.Data.Warnings;

/// <summary>
/// Cases per day of one enterprise. A day of a month that was not filed is not known, which is not the same as a day
/// without cases.
/// </summary>
public sealed class DailyCounts
{
    private const int MonthsPerYear = 12;

    private readonly IReadOnlyDictionary<DateOnly, int> _cases;
    private readonly HashSet<int> _filed;

    /// <param name="cases">By day of 受理; days without cases may be left out.</param>
    /// <param name="filedMonths">As <c>yyyy-MM</c>.</param>
    public DailyCounts(IReadOnlyDictionary<DateOnly, int> cases, IEnumerable<string> filedMonths)
    {
        _cases = cases;
        _filed = [.. filedMonths.Select(month => NumberOf(DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture)))];
    }

    /// <summary>Null when the month was not filed.</summary>
    public int? On(DateOnly day) => _filed.Contains(NumberOf(day)) ? _cases.GetValueOrDefault(day) : null;

    private static int NumberOf(DateOnly day) => (day.Year * MonthsPerYear) + day.Month;
}
