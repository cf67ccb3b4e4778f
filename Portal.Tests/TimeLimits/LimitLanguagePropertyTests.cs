using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

/// <summary>What must hold of limits that look ahead, set an earliest time, may be ended otherwise, or depend on a diameter.</summary>
public sealed class LimitLanguagePropertyTests
{
    private static readonly DateTime s_first = new(2023, 2, 1);

    private static Gen<DateTime> Moments => Draw.Moments(s_first, 3);

    private static Gen<LimitRule> Ahead => Draw.Rules.Select(rule => rule with
    {
        Record = RecordKind.Outage,
        Direction = LimitDirection.Before,
        Start = CaseEvent.SupplyStopped,
        Stop = CaseEvent.Announced,
    });

    [Fact]
    public void Ahead_TheDueSecondIsTheBorder_AndLiesBeforeTheEvent() => Draw.Check(
        from rule in Ahead
        from at in Moments
        select (Rule: rule, At: at),
        x =>
        {
            var due = Notice(x.Rule, x.At, null).Due!.Value;
            var after = due.AddSeconds(1);
            return due < x.At
                && Notice(x.Rule, x.At, due).Verdict is Verdict.Met
                && Notice(x.Rule, x.At, after).Verdict is Verdict.Late
                && Notice(x.Rule, x.At, null, due).Verdict is Verdict.OpenInTime
                && Notice(x.Rule, x.At, null, after).Verdict is Verdict.OpenOverdue;
        });

    [Fact]
    public void Ahead_ALaterEvent_IsNeverDueEarlier_AndAnEarlierNoticeNeverJudgedWorse() => Draw.Check(
        from rule in Ahead
        from at in Moments
        from more in Draw.Spans
        from lead in Draw.Spans
        from earlier in Draw.Spans
        select (Rule: rule, At: at, Later: at + more, Notice: at - lead, Earlier: at - lead - earlier),
        x => Notice(x.Rule, x.At, null).Due <= Notice(x.Rule, x.Later, null).Due
            && Notice(x.Rule, x.At, x.Earlier).Verdict <= Notice(x.Rule, x.At, x.Notice).Verdict
            && Notice(x.Rule, x.At, x.Notice).ElapsedMinutes <= Notice(x.Rule, x.At, x.Earlier).ElapsedMinutes);

    [Fact]
    public void Ahead_ToTheSameTime_LeavesTheWholeSpan() => Draw.Check(
        from rule in Ahead
        from at in Moments
        select (Rule: rule with { DayBoundary = DayBoundary.SameTime }, At: at),
        x =>
        {
            var due = Notice(x.Rule, x.At, null).Due!.Value;
            return x.Rule.Limit switch
            {
                { Unit: LimitUnit.Minute, Amount: var amount } => x.At - due == TimeSpan.FromMinutes(amount),
                { Unit: LimitUnit.Hour, Amount: var amount } => x.At - due == TimeSpan.FromHours(amount),
                { Unit: LimitUnit.NaturalDay, Amount: var amount } => x.At - due == TimeSpan.FromDays(amount),
                { Amount: var amount } => CalendarFile.Shipped.WorkingDaysBetween(
                    DateOnly.FromDateTime(due.AddTicks(-1)), DateOnly.FromDateTime(x.At)) >= amount,
            };
        });

    [Fact]
    public void AnotherStop_EndsTheClockWhereTheEarlierOfBothWould() => Draw.Check(
        from hours in Gen.Choose(1, 100)
        from start in Moments
        from stop in Draw.Spans
        from other in Draw.Spans
        from judged in Draw.Spans
        from hasStop in Gen.Elements(true, false)
        from hasOther in Gen.Elements(true, false)
        select (Rule: SampleRules.Feedback(hours, LimitUnit.Hour), Start: start, Stop: hasStop ? start + stop : (DateTime?)null,
            Other: hasOther ? start + other : (DateTime?)null, JudgedAt: start + judged),
        x =>
        {
            var either = TimeLimitRules.Judge(x.Rule with { OrStop = [CaseEvent.Returned] }, Facts(x.Start, x.Stop, x.Other), CalendarFile.Shipped, x.JudgedAt);
            var first = x.Stop is null || x.Other < x.Stop ? x.Other ?? x.Stop : x.Stop;
            var plain = TimeLimitRules.Judge(x.Rule, Facts(x.Start, first, null), CalendarFile.Shipped, x.JudgedAt);
            var alone = TimeLimitRules.Judge(x.Rule, Facts(x.Start, x.Stop, null), CalendarFile.Shipped, x.JudgedAt);
            return (either.Verdict, either.Due, either.Stop, either.ElapsedMinutes) == (plain.Verdict, plain.Due, plain.Stop, plain.ElapsedMinutes)
                && (x.Stop is null || either.Verdict <= alone.Verdict)
                && either.StoppedBy == (x.Other is { } at && !(x.Stop <= at) ? CaseEvent.Returned : CaseEvent.FedBack);
        });

    [Fact]
    public void Appointment_AgreedWithinTheSpan_MovesTheDueTime_AndOtherwiseNever() => Draw.Check(
        from start in Moments
        from agreed in Draw.Spans
        from appointed in Draw.Spans
        select (Start: start, Agreed: start + agreed, Appointed: start + appointed),
        x =>
        {
            var rule = SampleRules.OfRows("S2").Single(limit => limit.Id == "S2-12");
            var facts = new CaseFacts
            {
                Sectors = [Sector.Water],
                Channel = Channel.Call,
                RequestClass = RequestClass.Repair,
                ComplaintType = ComplaintType.FaultRepair,
                Urgency = Urgency.Routine,
                AppointedAt = x.Appointed,
                [CaseEvent.Accepted] = x.Start,
                [CaseEvent.Responded] = x.Agreed,
            };
            var due = TimeLimitRules.Judge(rule, facts, CalendarFile.Shipped, x.Start).Due;
            var hour = x.Start.AddHours(1);
            return due == (x.Agreed <= hour && x.Appointed > hour ? x.Appointed : hour);
        });

    [Fact]
    public void NotBefore_IsKept_ExactlyFromTheEndOfTheWaitingTimeOn() => Draw.Check(
        from minutes in Gen.Choose(1, 5000)
        from start in Moments
        from stop in Draw.Spans
        select (Minutes: minutes, Start: start, Stop: start + stop),
        x =>
        {
            var rule = SampleRules.Feedback(x.Minutes, LimitUnit.Minute) with { Direction = LimitDirection.NotBefore };
            var receipt = TimeLimitRules.Judge(rule, Facts(x.Start, x.Stop, null), CalendarFile.Shipped, x.Stop);
            var open = TimeLimitRules.Judge(rule, Facts(x.Start, null, null), CalendarFile.Shipped, x.Stop);
            return receipt.Verdict == (x.Stop >= x.Start.AddMinutes(x.Minutes) ? Verdict.Met : Verdict.Late) && open.Verdict is Verdict.OpenInTime;
        });

    [Fact]
    public void ALengthByDiameter_IsThatOfTheOneRuleForThatDiameter() => Draw.Check(
        from diameter in Gen.Choose(1, 1200)
        from start in Moments
        from stop in Draw.Spans
        select (Diameter: diameter, Start: start, Stop: start + stop),
        x =>
        {
            PipeLimit[] parts = [new(new(null, false, 600, false), new(24, LimitUnit.Hour)), new(new(600, true, null, false), new(48, LimitUnit.Hour))];
            var facts = Facts(x.Start, x.Stop, null, x.Diameter);
            var whole = TimeLimitRules.Judge(SampleRules.Feedback(24, LimitUnit.Hour) with { ByPipe = parts }, facts, CalendarFile.Shipped, x.Stop);
            var single = parts
                .Select(part => SampleRules.Feedback(part.Limit.Amount, part.Limit.Unit) with { AppliesWhen = new() { Pipe = part.Pipe } })
                .Select(rule => TimeLimitRules.Judge(rule, facts, CalendarFile.Shipped, x.Stop))
                .Single(receipt => receipt.Verdict is not Verdict.NotApplicable);
            return (whole.Verdict, whole.Due) == (single.Verdict, single.Due);
        });

    /// <summary>What happens beside the main course never turns an open or kept limit of the main course into an undeterminable one.</summary>
    [Fact]
    public void ASideEvent_NeverMakesALimitOfTheMainCourseUndeterminable() => Draw.Check(
        from rule in Gen.Elements(SampleRules.S0.Where(rule => rule.Id != "S0-44").ToArray())
        from start in Moments
        from side in Gen.Elements(CaseEvent.Returned, CaseEvent.Mediated, CaseEvent.Objected, CaseEvent.Reconsidered)
        from after in Draw.Spans
        from judged in Draw.Spans
        select (Rule: rule, Start: start, Side: side, At: start + after, JudgedAt: start + after + judged),
        x =>
        {
            var sample = new SampleCase().With(CaseEvent.Received, x.Start);
            var without = TimeLimitRules.Judge(x.Rule, sample.Facts(), CalendarFile.Shipped, x.JudgedAt);
            var with = TimeLimitRules.Judge(x.Rule, sample.With(x.Side, x.At).Facts(), CalendarFile.Shipped, x.JudgedAt);
            return with == without;
        });

    private static Receipt Notice(LimitRule rule, DateTime stopped, DateTime? announced, DateTime? judgedAt = null) => TimeLimitRules.Judge(
        rule,
        new SampleCase().With(CaseEvent.Received, null as string).With(CaseEvent.SupplyStopped, stopped).With(CaseEvent.Announced, announced).Facts(),
        CalendarFile.Shipped,
        judgedAt ?? new(2030, 1, 1));

    private static CaseFacts Facts(DateTime start, DateTime? fedBack, DateTime? returned, int? diameter = null) => new()
    {
        Sectors = [Sector.Water],
        Channel = Channel.Call,
        RequestClass = RequestClass.Repair,
        ComplaintType = ComplaintType.FaultRepair,
        Urgency = Urgency.Routine,
        PipeDiameter = diameter,
        [CaseEvent.Received] = start,
        [CaseEvent.FedBack] = fedBack,
        [CaseEvent.Returned] = returned,
    };
}
