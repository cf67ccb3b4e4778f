using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Schedules;

namespace Portal.SpotChecks.Schedules;

/// <summary>Schedules in the reader's words.</summary>
public sealed class ScheduleTexts(IStringLocalizer<ScheduleWords> text)
{
    public string Fault(ScheduleFault fault) => text["Fault_" + fault, ScheduleRules.LastOfMonth, ScheduleRules.MostFieldDays];

    public string Of(Recurrence every) => text["Every_" + every];

    /// <summary>Such as <c>every month, 10th to 20th</c>.</summary>
    public string When(Recurrence every, int from, int to) => text["When_" + every, DayOf(every, from), DayOf(every, to)];

    public string DayOf(Recurrence every, int day) => every is Recurrence.Weekly
        ? CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7))
        : text["DayOfMonth", day];
}
