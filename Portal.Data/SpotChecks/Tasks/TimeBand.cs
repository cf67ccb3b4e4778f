using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>When in the week somebody was tried: who is not at home in one band may be in another. Stored by number.</summary>
public enum TimeBand
{
    /// <summary>Working day, 8 to 12 o'clock.</summary>
    Morning = 1,

    /// <summary>Working day, 12 to 18 o'clock.</summary>
    Afternoon = 2,

    /// <summary>Working day, 18 to 21 o'clock.</summary>
    Evening = 3,

    /// <summary>8 to 21 o'clock of a day that is not worked.</summary>
    RestDay = 4,

    /// <summary>21 to 8 o'clock: nobody is expected to answer, so it is no band to have tried.</summary>
    Night = 5,
}

/// <summary>The bands of the week; a local default. Pure.</summary>
public static class TimeBands
{
    private static readonly TimeOnly s_dayBegins = new(8, 0);
    private static readonly TimeOnly s_noon = new(12, 0);
    private static readonly TimeOnly s_eveningBegins = new(18, 0);
    private static readonly TimeOnly s_nightBegins = new(21, 0);

    /// <param name="at">Wall-clock time.</param>
    public static TimeBand Of(DateTime at, WorkingCalendar calendar)
    {
        var time = TimeOnly.FromDateTime(at);
        return time < s_dayBegins || time >= s_nightBegins ? TimeBand.Night
            : !calendar.IsWorkingDay(DateOnly.FromDateTime(at)) ? TimeBand.RestDay
            : time < s_noon ? TimeBand.Morning
            : time < s_eveningBegins ? TimeBand.Afternoon
            : TimeBand.Evening;
    }
}
