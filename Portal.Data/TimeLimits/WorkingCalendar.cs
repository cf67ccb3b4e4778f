namespace Portal.Data.TimeLimits;

/// <summary>
/// Which days are worked: Monday to Friday, corrected by the holidays and make-up working days (调休) of each loaded
/// year (requirements §5.4). Outside the loaded years only the weekend is known; <see cref="Covers(DateOnly, DateOnly)"/> tells.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly bool[] _isWorked;
    private readonly DateOnly _first;
    private readonly HashSet<int> _years;

    /// <summary>Where a year is given twice, the later one in the list holds: what users load comes after what is shipped.</summary>
    public WorkingCalendar(IEnumerable<CalendarYear> years)
    {
        Years = [.. years.GroupBy(year => year.Year).Select(same => same.Last()).OrderBy(year => year.Year)];
        _years = [.. Years.Select(year => year.Year)];

        // A year's notice may also speak of the last days of the year before (元旦).
        var days = Years.SelectMany(year => year.Days).ToList();
        _first = new(days.Select(day => day.Day.Year).Concat(_years).DefaultIfEmpty(1).Min(), 1, 1);
        var lastYear = days.Select(day => day.Day.Year).Concat(_years).DefaultIfEmpty(0).Max();
        _isWorked = new bool[lastYear == 0 ? 0 : new DateOnly(lastYear, 12, 31).DayNumber - _first.DayNumber + 1];
        for (var i = 0; i < _isWorked.Length; i++)
        {
            _isWorked[i] = IsWeekday(_first.AddDays(i));
        }

        foreach (var day in days)
        {
            _isWorked[day.Day.DayNumber - _first.DayNumber] = day.IsWorked;
        }
    }

    public IReadOnlyList<CalendarYear> Years { get; }

    public IEnumerable<int> CoveredYears => Years.Select(year => year.Year);

    public bool Covers(int year) => _years.Contains(year);

    public bool Covers(DateOnly from, DateOnly to)
    {
        for (var year = from.Year; year <= to.Year; year++)
        {
            if (!_years.Contains(year))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsWorkingDay(DateOnly day)
    {
        var index = day.DayNumber - _first.DayNumber;
        return (uint)index < (uint)_isWorked.Length ? _isWorked[index] : IsWeekday(day);
    }

    /// <summary>The n-th working day after this day, which itself is not counted; for zero the day itself, worked or not.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        while (workingDays > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                workingDays--;
            }
        }

        return day;
    }

    /// <summary>The n-th working day before this day, which itself is not counted; for zero the day itself, worked or not.</summary>
    public DateOnly SubtractWorkingDays(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        while (workingDays > 0)
        {
            day = day.AddDays(-1);
            if (IsWorkingDay(day))
            {
                workingDays--;
            }
        }

        return day;
    }

    /// <summary>Working days after the first day up to and including the second; zero when the second is not later.</summary>
    public int WorkingDaysBetween(DateOnly after, DateOnly through)
    {
        var count = 0;
        for (var day = after; day < through;)
        {
            day = day.AddDays(1);
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>This calendar with some years added or replaced.</summary>
    public WorkingCalendar With(IEnumerable<CalendarYear> years) => new(Years.Concat(years));

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not DayOfWeek.Saturday and not DayOfWeek.Sunday;
}

/// <summary>The days of one year's notice on public holidays; a few may lie in the year before.</summary>
public sealed record CalendarYear(int Year, string? Source, IReadOnlyList<CalendarDay> Days);

/// <summary>A day on which the notice departs from, or confirms, the week: off for a holiday, or worked to make up for one.</summary>
public sealed record CalendarDay(DateOnly Day, bool IsWorked, string Name);
