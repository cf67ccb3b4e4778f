using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Schedules;

/// <summary>When a repeated campaign may begin, and what it then is. Pure.</summary>
public static class ScheduleRules
{
    public const int MostFieldDays = 60;

    /// <summary>Every month has it.</summary>
    public const int LastOfMonth = 28;

    /// <summary>Campaigns begin in working time: whoever is dealt a task should learn of it.</summary>
    private static readonly TimeOnly s_opens = new(8, 0);

    private const int MinutesOpen = 10 * 60;

    public static ScheduleFault Check(ScheduleDraft draft) => draft switch
    {
        _ when !Enum.IsDefined(draft.Every) || draft.WindowFrom < 1 || draft.WindowTo < draft.WindowFrom || draft.WindowTo > LastOf(draft.Every) => ScheduleFault.Window,
        { FieldDays: < 1 or > MostFieldDays } => ScheduleFault.FieldDays,
        _ => ScheduleFault.None,
    };

    /// <summary>Whether a campaign can be repeated: its plan no longer changes, and it is not about cases of one time.</summary>
    public static bool IsRepeatable(Campaign campaign) =>
        campaign.State is not (CampaignState.Planned or CampaignState.Cancelled) && !campaign.ReadPlan().Query.IsList;

    public static int LastOf(Recurrence every) => every is Recurrence.Weekly ? 7 : LastOfMonth;

    /// <summary>The first day of the period that a day lies in.</summary>
    public static DateOnly PeriodOf(Recurrence every, DateOnly day) => every is Recurrence.Weekly
        ? day.AddDays(-(((int)day.DayOfWeek + 6) % 7))
        : new(day.Year, day.Month, 1);

    public static DateOnly PeriodBefore(Recurrence every, DateOnly period) => every is Recurrence.Weekly ? period.AddDays(-7) : period.AddMonths(-1);

    /// <summary>The days of a period on which the campaign may begin; none where its field work would not begin in the heating season it is bound to.</summary>
    public static IReadOnlyList<DateOnly> DaysOf(CampaignSchedule schedule, DateOnly period, HeatingSeasons seasons) =>
    [
        .. Enumerable.Range(schedule.WindowFrom, schedule.WindowTo - schedule.WindowFrom + 1)
            .Select(number => period.AddDays(number - 1))
            .Where(day => day >= schedule.FromDay && (!schedule.IsHeatingSeasonOnly || seasons.Of(day.AddDays(1)) is not null)),
    ];

    /// <summary>One of the minutes that are left of these days, each as likely as the others; null when none is left.</summary>
    /// <param name="pick">Gives a number from 0 up to, not including, its argument.</param>
    public static DateTime? MomentOf(IReadOnlyList<DateOnly> days, DateTime now, Func<int, int> pick)
    {
        var left = days.Select(day => day.ToDateTime(s_opens)).Select(opens => (Opens: opens, Minutes: MinutesOpen - MinutesPast(opens, now))).ToList();
        var sum = left.Sum(day => day.Minutes);
        if (sum == 0)
        {
            return null;
        }

        var minute = pick(sum);
        foreach (var (opens, minutes) in left)
        {
            if (minute < minutes)
            {
                return opens.AddMinutes(MinutesOpen - minutes + minute);
            }

            minute -= minutes;
        }

        throw new ArgumentOutOfRangeException(nameof(pick), "The number lies outside what was asked for.");
    }

    /// <summary>The campaign of one run: the template with later days. The months of its rows keep their distance from its first day.</summary>
    /// <param name="today">Its field work begins the day after.</param>
    public static CampaignDraft DraftOf(CampaignSchedule schedule, CampaignRun run, Campaign template, DateOnly today)
    {
        var first = today.AddDays(1);
        var months = MonthsBetween(template.FirstDay, first);
        var plan = template.ReadPlan();
        var cases = plan.Query.Cases;
        return new()
        {
            JurisdictionCode = schedule.JurisdictionCode,
            Kind = template.Kind,
            Name = NameOf(schedule, run, template),
            Matter = template.Matter,
            QuestionnaireCode = template.QuestionnaireCode,
            QuestionnaireVersion = template.QuestionnaireVersion,
            FirstDay = first,
            LastDay = first.AddDays(schedule.FieldDays - 1),
            Plan = plan with { Query = plan.Query with { Cases = cases with { FromMonth = cases.FromMonth?.AddMonths(months), ToMonth = cases.ToMonth?.AddMonths(months) } } },
            RunId = run.Id,
        };
    }

    /// <summary>The template's name, cut where need be, and the period.</summary>
    private static string NameOf(CampaignSchedule schedule, CampaignRun run, Campaign template)
    {
        var period = run.Period.ToString(schedule.Every is Recurrence.Weekly ? "yyyy-MM-dd" : "yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var room = CampaignRules.LongestName - period.Length - 3;
        return $"{(template.Name.Length > room ? template.Name[..room] : template.Name)} · {period}";
    }

    private static int MinutesPast(DateTime opens, DateTime now) => (int)Math.Clamp(Math.Ceiling((now - opens).TotalMinutes), 0, MinutesOpen);

    private static int MonthsBetween(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;
}
