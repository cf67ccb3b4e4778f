using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Schedules;
using Portal.Data.TimeLimits;
using Portal.Tests.SpotChecks.Campaigns;

namespace Portal.Tests.SpotChecks.Schedules;

/// <summary>When a repeated campaign may begin, and what it then is (S0-63, S0-64).</summary>
public sealed class ScheduleRulesTests
{
    private static readonly CampaignSchedule s_monthly = new()
    {
        Id = 1,
        JurisdictionCode = "159900",
        TemplateId = 1,
        Name = "",
        Every = Recurrence.Monthly,
        WindowFrom = 10,
        WindowTo = 20,
        FieldDays = 14,
        IsHeatingSeasonOnly = false,
        FromDay = new(2025, 1, 1),
        CreatedBy = "officer",
        CreatedAtUtc = new(2025, 1, 1),
    };

    private static readonly DateTime s_longAgo = new(2024, 1, 1);

    [Theory]
    [InlineData(Recurrence.Weekly, "2025-12-01", "2025-12-01")]
    [InlineData(Recurrence.Weekly, "2025-12-07", "2025-12-01")]
    [InlineData(Recurrence.Weekly, "2026-01-01", "2025-12-29")]
    [InlineData(Recurrence.Monthly, "2025-12-01", "2025-12-01")]
    [InlineData(Recurrence.Monthly, "2026-02-28", "2026-02-01")]
    public void APeriod_IsAWeekFromMonday_OrAMonth(Recurrence every, string day, string period) =>
        Assert.Equal(DateOnly.Parse(period, CultureInfo.InvariantCulture), ScheduleRules.PeriodOf(every, DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(Recurrence.Monthly, 10, 20, 14, ScheduleFault.None)]
    [InlineData(Recurrence.Monthly, 1, 28, 60, ScheduleFault.None)]
    [InlineData(Recurrence.Monthly, 1, 29, 14, ScheduleFault.Window)]
    [InlineData(Recurrence.Monthly, 0, 20, 14, ScheduleFault.Window)]
    [InlineData(Recurrence.Monthly, 20, 10, 14, ScheduleFault.Window)]
    [InlineData(Recurrence.Weekly, 1, 7, 7, ScheduleFault.None)]
    [InlineData(Recurrence.Weekly, 1, 8, 7, ScheduleFault.Window)]
    [InlineData((Recurrence)3, 1, 7, 7, ScheduleFault.Window)]
    [InlineData(Recurrence.Weekly, 1, 7, 0, ScheduleFault.FieldDays)]
    [InlineData(Recurrence.Weekly, 1, 7, 61, ScheduleFault.FieldDays)]
    public void AWindow_LiesWithinEveryPeriod(Recurrence every, int from, int to, int fieldDays, ScheduleFault fault) =>
        Assert.Equal(fault, ScheduleRules.Check(new(every, from, to, fieldDays, false, new(2025, 12, 1))));

    [Fact]
    public void EveryMinuteOfTheWindow_CanBeDrawn_AndEachByOneNumberOnly()
    {
        var days = ScheduleRules.DaysOf(s_monthly, new(2025, 12, 1), HeatingSeasons.Default);
        Assert.Equal((11, new DateOnly(2025, 12, 10), new DateOnly(2025, 12, 20)), (days.Count, days[0], days[^1]));

        var moments = Enumerable.Range(0, 11 * 600).Select(number => ScheduleRules.MomentOf(days, s_longAgo, _ => number)!.Value).ToList();

        Assert.Equal(moments.Count, moments.Distinct().Count());
        Assert.All(moments, moment => Assert.InRange(moment.TimeOfDay, new(8, 0, 0), new(17, 59, 0)));
        Assert.Equal((new DateTime(2025, 12, 10, 8, 0, 0), new DateTime(2025, 12, 20, 17, 59, 0)), (moments.Min(), moments.Max()));
    }

    [Fact]
    public void AMoment_LiesInTheWindow_InWorkingTime_NotInThePast_AndNotBeforeTheFirstDay()
    {
        var cases =
            from every in Gen.Elements(Recurrence.Weekly, Recurrence.Monthly)
            from one in Gen.Choose(1, ScheduleRules.LastOf(every))
            from other in Gen.Choose(1, ScheduleRules.LastOf(every))
            from minutes in Gen.Choose(0, 60 * 24 * 60)
            from since in Gen.Choose(0, 60)
            from chance in Gen.Choose(0, 999)
            select (Schedule: s_monthly with { Every = every, WindowFrom = Math.Min(one, other), WindowTo = Math.Max(one, other), FromDay = new DateOnly(2025, 11, 1).AddDays(since) },
                Now: new DateTime(2025, 11, 1).AddMinutes(minutes), Chance: chance);
        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            var (schedule, now, chance) = drawn;
            var period = ScheduleRules.PeriodOf(schedule.Every, DateOnly.FromDateTime(now));
            var moment = ScheduleRules.MomentOf(ScheduleRules.DaysOf(schedule, period, HeatingSeasons.Default), now, count => (int)(count * (long)chance / 1000));
            var last = period.AddDays(schedule.WindowTo - 1);
            if (moment is { } at)
            {
                var day = DateOnly.FromDateTime(at);
                Assert.InRange(day, period.AddDays(schedule.WindowFrom - 1), last);
                Assert.True(day >= schedule.FromDay && at >= now && at.Hour is >= 8 and < 18, $"{at} drawn at {now}.");
            }
            else
            {
                Assert.True(now > last.ToDateTime(new(17, 59)) || schedule.FromDay > last, $"Nothing was drawn at {now}, though the window ends on {last}.");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2025-07-01", 0)]
    [InlineData("2025-10-01", 7)] // the 14th to the 20th: field work begins the day after, and the season on the 15th
    [InlineData("2025-12-01", 11)]
    [InlineData("2026-04-01", 5)] // the 10th to the 14th: the season ends on the 15th
    public void OfTheHeatingSeasonOnly_AreDaysWhoseFieldWorkBeginsInIt(string period, int days) =>
        Assert.Equal(days, ScheduleRules.DaysOf(s_monthly with { IsHeatingSeasonOnly = true }, DateOnly.Parse(period, CultureInfo.InvariantCulture), HeatingSeasons.Default).Count);

    [Fact]
    public void TheCampaign_IsTheTemplate_MovedOnWithItsMonths()
    {
        var draft = CheckedLeague.Draft();
        var template = new Campaign
        {
            Id = 7,
            JurisdictionCode = draft.JurisdictionCode,
            Kind = draft.Kind,
            Name = new string('长', CampaignRules.LongestName),
            Matter = draft.Matter,
            QuestionnaireCode = draft.QuestionnaireCode,
            QuestionnaireVersion = 3,
            FirstDay = draft.FirstDay,
            LastDay = draft.LastDay,
            State = CampaignState.Drawn,
            Revision = 4,
            PlanJson = draft.Plan.Write(),
            CreatedBy = "officer",
            CreatedAtUtc = default,
        };
        var run = new CampaignRun { Id = 5, ScheduleId = 1, Period = new(2026, 2, 1), BeginsAt = new(2026, 2, 11, 9, 30, 0) };

        var made = ScheduleRules.DraftOf(s_monthly, run, template, new(2026, 2, 11));

        Assert.Equal((new DateOnly(2026, 2, 12), new DateOnly(2026, 2, 25)), (made.FirstDay, made.LastDay));
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1)), (made.Plan.Query.Cases.FromMonth, made.Plan.Query.Cases.ToMonth));
        Assert.Equal((draft.Kind, draft.Matter, 3, 5L), (made.Kind, made.Matter, made.QuestionnaireVersion, made.RunId));
        Assert.Equal(CampaignRules.LongestName, made.Name.Length);
        Assert.EndsWith("长 · 2026-02", made.Name, StringComparison.Ordinal);
    }
}
