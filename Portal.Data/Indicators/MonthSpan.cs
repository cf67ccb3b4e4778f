using System.Globalization;

namespace Portal.Data.Indicators;

/// <summary>Whole months from the first to the last, both included; days are the first of their month.</summary>
public sealed record MonthSpan
{
    /// <exception cref="ArgumentException">The last month lies before the first, or more than five years after it.</exception>
    public MonthSpan(DateOnly from, DateOnly to)
    {
        From = new(from.Year, from.Month, 1);
        To = new(to.Year, to.Month, 1);
        if (Count is < 1 or > 60)
        {
            throw new ArgumentException($"{Text(From)} to {Text(To)} is no span of 1 to 60 months.", nameof(to));
        }
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    public int Count => ((To.Year - From.Year) * 12) + To.Month - From.Month + 1;

    /// <summary>The months as the ledger writes them: <c>yyyy-MM</c>.</summary>
    public IReadOnlyList<string> Months => [.. Enumerable.Range(0, Count).Select(index => Text(From.AddMonths(index)))];

    /// <summary>The first day and the last.</summary>
    public (DateOnly From, DateOnly To) Days => (From, To.AddMonths(1).AddDays(-1));

    /// <summary>As many months, directly before.</summary>
    public MonthSpan Previous => new(From.AddMonths(-Count), From.AddMonths(-1));

    /// <summary>The same months a year before.</summary>
    public MonthSpan YearBefore => new(From.AddMonths(-12), To.AddMonths(-12));

    public static MonthSpan Of(DateOnly month) => new(month, month);

    /// <summary>This many months that end with a month.</summary>
    public static MonthSpan Ending(DateOnly month, int count) => new(month.AddMonths(1 - count), month);

    public static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
