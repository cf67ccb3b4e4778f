using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using static Portal.Tests.TimeLimits.SampleCase;

namespace Portal.Tests.TimeLimits;

public sealed class TimeLimitRulesTests
{
    private const string Later = "2030-01-01 00:00";

    [Theory]
    [InlineData("2024-11-04 08:00", 30, LimitUnit.Minute, DayBoundary.SameTime, "2024-11-04 08:30")]
    [InlineData("2024-11-04 23:00", 2, LimitUnit.Hour, DayBoundary.SameTime, "2024-11-05 01:00")] // over midnight
    [InlineData("2024-02-28 10:00", 48, LimitUnit.Hour, DayBoundary.SameTime, "2024-03-01 10:00")] // leap day
    [InlineData("2024-11-04 08:00", 3, LimitUnit.NaturalDay, DayBoundary.SameTime, "2024-11-07 08:00")]
    [InlineData("2024-11-04 08:00", 3, LimitUnit.NaturalDay, DayBoundary.EndOfDay, "2024-11-07 23:59:59")]
    [InlineData("2024-11-04 23:59:59", 0, LimitUnit.NaturalDay, DayBoundary.EndOfDay, "2024-11-04 23:59:59")] // 当日
    [InlineData("2024-11-08 16:00", 3, LimitUnit.WorkingDay, DayBoundary.EndOfDay, "2024-11-13 23:59:59")] // over a weekend
    [InlineData("2024-11-08 16:00", 3, LimitUnit.WorkingDay, DayBoundary.SameTime, "2024-11-13 16:00")]
    [InlineData("2024-11-09 16:00", 1, LimitUnit.WorkingDay, DayBoundary.EndOfDay, "2024-11-11 23:59:59")] // received on a Saturday
    [InlineData("2024-11-09 16:00", 1, LimitUnit.WorkingDay, DayBoundary.SameTime, "2024-11-11 23:59:59")] // a day off has no working hour
    [InlineData("2024-09-30 16:00", 3, LimitUnit.WorkingDay, DayBoundary.EndOfDay, "2024-10-10 23:59:59")] // over National Day
    [InlineData("2024-10-10 16:00", 2, LimitUnit.WorkingDay, DayBoundary.EndOfDay, "2024-10-12 23:59:59")] // Saturday 12 October is worked
    public void Due_IsReckonedFromTheStart(string received, int amount, LimitUnit unit, DayBoundary boundary, string due)
    {
        var receipt = new SampleCase().With(CaseEvent.Received, received)
            .JudgedBy(SampleRules.Feedback(amount, unit, boundary), received);

        Assert.Equal(At(due), receipt.Due);
    }

    [Fact]
    public void Due_InWorkingDays_TellsTheDaysOffItSteppedOver()
    {
        var receipt = new SampleCase().With(CaseEvent.Received, "2024-09-30 16:00")
            .JudgedBy(SampleRules.Feedback(3, LimitUnit.WorkingDay), Later);

        Assert.Equal((7, DueChanges.None), (receipt.PausedDays, receipt.Changes));
    }

    [Fact]
    public void Due_InAYearWithoutACalendar_SaysSo()
    {
        var receipt = new SampleCase().With(CaseEvent.Received, "2026-12-31 16:00")
            .JudgedBy(SampleRules.Feedback(1, LimitUnit.WorkingDay), Later);

        Assert.Equal((At("2027-01-01 16:00"), DueChanges.CalendarNotLoaded), (receipt.Due, receipt.Changes));
    }

    [Theory]
    [InlineData("2024-11-04 08:29:59", "2024-11-05 00:00", 29)] // whole minutes, rounded down
    [InlineData("2024-11-04 08:30:00", "2024-11-05 00:00", 30)]
    [InlineData(null, "2024-11-05 08:00", 1440)] // open: up to the judging time
    [InlineData(null, "2024-11-04 07:00", null)] // judged before it was received
    public void Elapsed_IsInWholeMinutes(string? fedBack, string judgedAt, int? expected)
    {
        var receipt = new SampleCase().With(CaseEvent.FedBack, fedBack).JudgedBy(SampleRules.S0Rule("S0-39"), judgedAt);

        Assert.Equal(expected, receipt.ElapsedMinutes);
    }

    [Fact]
    public void StopBeforeStart_MeasuresNothing()
    {
        var receipt = new SampleCase().With(CaseEvent.FedBack, "2024-11-04 07:59:59").JudgedBy(SampleRules.S0Rule("S0-39"), Later);

        Assert.Equal((Verdict.Undeterminable, Why.StopBeforeStart, null as int?), (receipt.Verdict, receipt.Why, receipt.ElapsedMinutes));
        Assert.Equal(At("2024-11-06 08:00"), receipt.Due);
    }

    [Theory]
    [InlineData("2024-11-06 08:00", "pipe burst under the road", "2024-11-06 08:00", DueChanges.Extension)]
    [InlineData("2024-11-06 08:00", null, "2024-11-05 08:00", DueChanges.ExtensionWithoutReason)] // 延期原因 is required
    [InlineData("2024-11-06 08:00", "  ", "2024-11-05 08:00", DueChanges.ExtensionWithoutReason)]
    [InlineData("2024-11-04 09:00", "early", "2024-11-05 08:00", DueChanges.None)] // an earlier one does not shorten
    public void S0_38_Extension_TakesThePlaceOfTheDueTime_WithAReason(string extendedTo, string? reason, string due, DueChanges changes)
    {
        var sample = new SampleCase { ExtendedTo = extendedTo, ExtensionReason = reason };

        var receipt = sample.JudgedBy(SampleRules.S0Rule("S0-38"), Later);

        Assert.Equal((At(due), changes), (receipt.Due, receipt.Changes));
    }

    [Theory]
    [InlineData("S0-36", Channel.Call)]
    [InlineData("S0-37", Channel.Call)]
    [InlineData("S0-39", Channel.Call)]
    [InlineData("S0-40", Channel.Transferred)]
    public void S0_OtherLimits_KnowNoExtension(string id, Channel channel)
    {
        var plain = new SampleCase { Channel = channel };
        var extended = plain with { ExtendedTo = "2024-12-24 00:00", ExtensionReason = "parts" };

        Assert.Equal(plain.JudgedBy(SampleRules.S0Rule(id), Later), extended.JudgedBy(SampleRules.S0Rule(id), Later));
    }

    [Theory]
    [InlineData("2024-11-07 08:00", "2024-11-07 08:00", DueChanges.Extension)]
    [InlineData("2024-11-09 08:00", "2024-11-09 08:00", DueChanges.Extension)] // the longest one itself
    [InlineData("2024-11-20 08:00", "2024-11-09 08:00", DueChanges.Extension | DueChanges.ExtensionCapped)] // S2-24: 5 days at most
    public void Extension_IsHeldToTheLongestOne(string extendedTo, string due, DueChanges changes)
    {
        var rule = SampleRules.Feedback(24, LimitUnit.Hour) with
        {
            OrderLimit = OrderLimit.Replaces,
            Extension = new(ReasonRequired: false, new(5, LimitUnit.NaturalDay), Approver: null),
        };

        var receipt = new SampleCase { ExtendedTo = extendedTo }.JudgedBy(rule, Later);

        Assert.Equal((At(due), changes), (receipt.Due, receipt.Changes));
    }

    [Theory]
    [InlineData(null, Verdict.NotApplicable, null)]
    [InlineData("2024-11-05 18:00", Verdict.Met, "2024-11-05 18:00")]
    [InlineData("2024-11-05 11:59:59", Verdict.Late, "2024-11-05 11:59:59")]
    public void OrderThatPrintsItsOwnLimit_KnowsNoOther(string? printed, Verdict verdict, string? due)
    {
        var rule = SampleRules.Feedback(0, LimitUnit.Hour) with { OrderLimit = OrderLimit.Required };

        var receipt = new SampleCase { ExtendedTo = printed }.With(CaseEvent.FedBack, "2024-11-05 12:00").JudgedBy(rule, Later);

        Assert.Equal((verdict, due is null ? null as DateTime? : At(due)), (receipt.Verdict, receipt.Due));
    }

    [Theory]
    [InlineData("2024-11-04 08:40", "2024-11-05 09:00", "2024-11-05 09:00", DueChanges.Appointment)]
    [InlineData("2024-11-04 09:00", "2024-11-05 09:00", "2024-11-05 09:00", DueChanges.Appointment)] // agreed at the last second
    [InlineData("2024-11-04 09:00:01", "2024-11-05 09:00", "2024-11-04 09:00", DueChanges.AppointmentNotAgreedInTime)]
    [InlineData(null, "2024-11-05 09:00", "2024-11-04 09:00", DueChanges.AppointmentNotAgreedInTime)]
    [InlineData("2024-11-04 08:40", "2024-11-04 08:50", "2024-11-04 09:00", DueChanges.None)] // an earlier one does not shorten
    public void Appointment_AgreedInTime_TakesThePlaceOfTheDueTime(string? agreed, string appointed, string due, DueChanges changes)
    {
        // S2-13: on site in 1 hour, or the user is called within that hour and another time is agreed.
        var rule = SampleRules.S0Rule("S0-37") with
        {
            Limit = new(1, LimitUnit.Hour),
            Appointment = new(CaseEvent.Responded, new(1, LimitUnit.Hour)),
        };

        var receipt = new SampleCase { AppointedAt = appointed }.With(CaseEvent.Responded, agreed).JudgedBy(rule, "2024-11-04 08:45");

        Assert.Equal((At(due), changes), (receipt.Due, receipt.Changes));
    }

    [Fact]
    public void Appointment_WithoutAPolicy_ChangesNothing()
    {
        var receipt = new SampleCase { AppointedAt = "2024-11-05 09:00" }.JudgedBy(SampleRules.S0Rule("S0-37"), Later);

        Assert.Equal((At("2024-11-04 10:00"), DueChanges.None), (receipt.Due, receipt.Changes));
    }

    [Theory]
    [InlineData(null, null, Verdict.OpenInTime, Why.NotStarted)] // repair has not begun, nor anything after it
    [InlineData(null, "2024-11-05 08:00", Verdict.Undeterminable, Why.StartMissing)]
    [InlineData("2024-11-04 20:00", "2024-11-05 20:00", Verdict.Met, Why.None)]
    public void LimitThatStartsLater_HasNoDueBeforeItsStart(string? started, string? repaired, Verdict verdict, Why why)
    {
        var rule = SampleRules.S0Rule("S0-38") with { Start = CaseEvent.RepairStarted };

        var receipt = new SampleCase().With(CaseEvent.RepairStarted, started).With(CaseEvent.Repaired, repaired).JudgedBy(rule, Later);

        Assert.Equal((verdict, why, started is not null), (receipt.Verdict, receipt.Why, receipt.Due is not null));
    }

    [Theory]
    [InlineData("2024-10-31 23:59:59", Why.NotInForce)]
    [InlineData("2024-11-01 00:00:00", Why.None)]
    [InlineData("2024-11-30 23:59:59", Why.None)] // the last day is in
    [InlineData("2024-12-01 00:00:00", Why.NotInForce)]
    public void RuleInForce_IsAskedForTheDayOfReceipt(string received, Why why)
    {
        var rule = SampleRules.S0Rule("S0-39") with { EffectiveFrom = new(2024, 11, 1), EffectiveTo = new(2024, 11, 30) };

        Assert.Equal(why, new SampleCase().With(CaseEvent.Received, received).JudgedBy(rule, received).Why);
    }

    public static TheoryData<string, LimitScope> ScopesThatLeaveTheSampleOut() => new()
    {
        { nameof(Why.Sector), new() { Sectors = [Sector.Gas, Sector.Water] } },
        { nameof(Why.Channel), new() { Channels = [Channel.Letter] } },
        { nameof(Why.Channel), new() { ExceptChannels = [Channel.Call] } },
        { nameof(Why.RequestClass), new() { RequestClasses = [RequestClass.Complaint] } },
        { nameof(Why.ComplaintType), new() { ComplaintTypes = [ComplaintType.Quality] } },
        { nameof(Why.Urgency), new() { Urgencies = [Urgency.Emergency] } },
        { nameof(Why.Grade), new() { Grades = [CaseGrade.Complex, CaseGrade.Key] } },
        { nameof(Why.SubType), new() { SubTypes = ["井盖"] } },
        { nameof(Why.Ownership), new() { Ownerships = ["企业"] } },
        { nameof(Why.NotValid), new() { ValidOnly = true } },
        { nameof(Why.Season), new() { Season = new(4, 16, 10, 14) } },
        { nameof(Why.PipeDiameter), new() { Pipe = new(600, true, null, false) } },
    };

    [Theory, MemberData(nameof(ScopesThatLeaveTheSampleOut))]
    public void CaseOutsideTheScope_IsToldWhy(string why, LimitScope scope)
    {
        var sample = new SampleCase { PipeDiameter = 600, IsValid = false };

        var receipt = sample.JudgedBy(SampleRules.S0Rule("S0-39") with { AppliesWhen = scope }, Later);

        Assert.Equal((Verdict.NotApplicable, why), (receipt.Verdict, receipt.Why.ToString()));
    }

    [Fact]
    public void DiameterNotFiled_ForALimitThatDependsOnIt_IsUndeterminable()
    {
        var rule = SampleRules.S0Rule("S0-38") with { AppliesWhen = new() { Pipe = new(null, false, 600, false) } };

        var receipt = new SampleCase().JudgedBy(rule, Later);

        Assert.Equal((Verdict.Undeterminable, Why.PipeDiameterMissing), (receipt.Verdict, receipt.Why));
    }
}
