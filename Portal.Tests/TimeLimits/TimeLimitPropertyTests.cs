using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

/// <summary>What must hold of every limit and every case, tried on some thousands drawn at random.</summary>
public sealed class TimeLimitPropertyTests
{
    private static readonly DateTime s_first = new(2023, 1, 1);

    private static Gen<DateTime> Moments => Draw.Moments(s_first, 4);

    private static Gen<DateOnly> Days => Moments.Select(DateOnly.FromDateTime);

    [Fact]
    public void EarlierStop_IsNeverJudgedWorse() => Draw.Check(
        from rule in Draw.Rules
        from start in Moments
        from stop in Draw.Spans
        from more in Draw.Spans
        select (Rule: rule, Start: start, Early: start + stop, Late: start + stop + more),
        x => Judged(x.Rule, x.Start, x.Early).Verdict <= Judged(x.Rule, x.Start, x.Late).Verdict
            && Judged(x.Rule, x.Start, x.Early).ElapsedMinutes <= Judged(x.Rule, x.Start, x.Late).ElapsedMinutes);

    [Fact]
    public void WaitingLonger_IsNeverJudgedBetter() => Draw.Check(
        from rule in Draw.Rules
        from start in Moments
        from wait in Draw.Spans
        from more in Draw.Spans
        select (Rule: rule, Start: start, Early: start + wait, Late: start + wait + more),
        x => Judged(x.Rule, x.Start, null, x.Early).Verdict <= Judged(x.Rule, x.Start, null, x.Late).Verdict);

    [Fact]
    public void DueSecond_IsTheBorder() => Draw.Check(
        from rule in Draw.Rules
        from start in Moments
        select (Rule: rule, Start: start),
        x =>
        {
            var due = Judged(x.Rule, x.Start, null).Due!.Value;
            var after = due.AddSeconds(1);
            return Judged(x.Rule, x.Start, due).Verdict is Verdict.Met
                && Judged(x.Rule, x.Start, after).Verdict is Verdict.Late
                && Judged(x.Rule, x.Start, null, due).Verdict is Verdict.OpenInTime
                && Judged(x.Rule, x.Start, null, after).Verdict is Verdict.OpenOverdue;
        });

    [Fact]
    public void LaterStart_IsNeverDueEarlier() => Draw.Check(
        from rule in Draw.Rules
        from start in Moments
        from more in Draw.Spans
        select (Rule: rule, Start: start, Later: start + more),
        x => Judged(x.Rule, x.Start, null).Due <= Judged(x.Rule, x.Later, null).Due);

    [Fact]
    public void EndOfDay_IsTheLastSecondOfTheDayThatSameTimeFallsOn() => Draw.Check(
        from unit in Gen.Elements(LimitUnit.NaturalDay, LimitUnit.WorkingDay)
        from amount in Gen.Choose(1, 20)
        from start in Moments
        select (Unit: unit, Amount: amount, Start: start),
        x =>
        {
            var sameTime = Judged(SampleRules.Feedback(x.Amount, x.Unit), x.Start, null).Due!.Value;
            var endOfDay = Judged(SampleRules.Feedback(x.Amount, x.Unit, DayBoundary.EndOfDay), x.Start, null).Due!.Value;
            return endOfDay == sameTime.Date.AddDays(1).AddSeconds(-1);
        });

    [Fact]
    public void ExtensionOrAppointment_NeverMakesAVerdictWorse() => Draw.Check(
        from rule in Draw.Rules
        from start in Moments
        from stop in Draw.Spans
        from extended in Draw.Spans
        from appointed in Draw.Spans
        from longest in Gen.Choose(1, 30)
        select (Rule: rule, Start: start, Stop: start + stop, Extended: start + extended, Appointed: start + appointed, Longest: longest),
        x =>
        {
            var lenient = x.Rule with
            {
                OrderLimit = OrderLimit.Replaces,
                Extension = new(ReasonRequired: false, new(x.Longest, LimitUnit.NaturalDay), Approver: null),
                Appointment = new(AgreedBy: null, Within: null),
            };
            var judgedAt = x.Stop;
            var facts = Facts(x.Start, null, x.Extended, x.Appointed);
            var helped = TimeLimitRules.Judge(lenient, facts, CalendarFile.Shipped, judgedAt);
            var plain = Judged(x.Rule, x.Start, null, judgedAt);
            return helped.Verdict <= plain.Verdict && helped.Due >= plain.Due;
        });

    [Fact]
    public void WorkingDays_CountedOutAndCountedBack_AgreeEachOther() => Draw.Check(
        from day in Days
        from amount in Gen.Choose(0, 60)
        select (Day: day, Amount: amount),
        x =>
        {
            var calendar = CalendarFile.Shipped;
            var last = calendar.AddWorkingDays(x.Day, x.Amount);
            return calendar.WorkingDaysBetween(x.Day, last) == x.Amount && (x.Amount == 0 || calendar.IsWorkingDay(last));
        });

    [Fact]
    public void WorkingDays_AddUp() => Draw.Check(
        from day in Days
        from first in Gen.Choose(0, 30)
        from second in Gen.Choose(0, 30)
        select (Day: day, First: first, Second: second),
        x =>
        {
            var calendar = CalendarFile.Shipped;
            return calendar.AddWorkingDays(calendar.AddWorkingDays(x.Day, x.First), x.Second) == calendar.AddWorkingDays(x.Day, x.First + x.Second);
        });

    [Fact]
    public void MakeUpDay_IsOneWorkingDayMoreThanTheWeekendWouldHave() => Draw.Check(
        from made in Gen.Elements(CalendarFile.Shipped.Years.SelectMany(year => year.Days).Where(day => day.IsWorked).ToArray())
        from before in Gen.Choose(1, 10)
        from after in Gen.Choose(0, 10)
        select (made.Day, Before: made.Day.AddDays(-before), After: made.Day.AddDays(after)),
        x =>
        {
            var without = new WorkingCalendar(CalendarFile.Shipped.Years.Select(
                year => year with { Days = [.. year.Days.Where(day => day.Day != x.Day)] }));
            return CalendarFile.Shipped.WorkingDaysBetween(x.Before, x.After) == without.WorkingDaysBetween(x.Before, x.After) + 1;
        });

    private static Receipt Judged(LimitRule rule, DateTime start, DateTime? stop, DateTime? judgedAt = null) =>
        TimeLimitRules.Judge(rule, Facts(start, stop, null, null), CalendarFile.Shipped, judgedAt ?? new(2030, 1, 1));

    private static CaseFacts Facts(DateTime start, DateTime? stop, DateTime? extended, DateTime? appointed) => new()
    {
        Sectors = [Sector.Heat],
        Channel = Channel.Call,
        RequestClass = RequestClass.Repair,
        ComplaintType = ComplaintType.FaultRepair,
        Urgency = Urgency.Routine,
        ExtendedTo = extended,
        AppointedAt = appointed,
        [CaseEvent.Received] = start,
        [CaseEvent.FedBack] = stop,
    };
}
