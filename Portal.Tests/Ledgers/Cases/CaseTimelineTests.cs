using Portal.Data.TimeLimits;
using Portal.Ledgers.Cases;
using Portal.Tests.TimeLimits;

namespace Portal.Tests.Ledgers.Cases;

/// <summary>What happened to a case, in order, with what is missing.</summary>
public sealed class CaseTimelineTests
{
    [Fact]
    public void EveryEvent_StandsInItsPlace_WithTheTimeSinceTheOneBefore()
    {
        var steps = Of(new SampleCase().With(CaseEvent.Responded, "2024-11-04 08:20").With(CaseEvent.FedBack, "2024-11-04 09:25"));

        Assert.Equal(CaseEvents.OfLedgerRow.Where(happening => happening <= CaseEvent.CalledBack), steps.Select(step => step.Happening));
        Assert.Equal([null, 20, 65], steps.Where(step => step.At is not null).Select(step => step.MinutesSince));
    }

    [Fact]
    public void AnEventBesideTheMainCourse_ShowsOnlyWhereItHappenedOrIsAwaited()
    {
        var objected = new SampleCase().With(CaseEvent.FedBack, "2024-11-04 09:25").With(CaseEvent.Objected, "2024-11-18 08:00");

        Assert.Equal([CaseEvent.Objected, CaseEvent.Reconsidered], Of(objected).Select(step => step.Happening).Where(step => step > CaseEvent.CalledBack));
        Assert.True(Of(new SampleCase().With(CaseEvent.Mediated, "2024-11-04 09:25")).Single(step => step.Happening is CaseEvent.Repaired) is { IsGap: false });
    }

    [Fact]
    public void AMissingEvent_IsAGapOnlyWhenSomethingLaterIsThere_AndNeededOnlyByALimit()
    {
        var steps = Of(new SampleCase().With(CaseEvent.FedBack, "2024-11-04 09:25"));

        Assert.True(Step(CaseEvent.Registered) is { IsGap: true, IsNeeded: false });
        Assert.True(Step(CaseEvent.Responded) is { IsGap: true, IsNeeded: true });
        Assert.True(Step(CaseEvent.Closed) is { IsGap: false, IsNeeded: false });

        TimelineStep Step(CaseEvent happening) => steps.Single(step => step.Happening == happening);
    }

    [Fact]
    public void APromise_StandsWhereItsTimeFalls()
    {
        var steps = Of(new SampleCase { AppointedAt = "2024-11-04 08:30", ExtendedTo = "2024-11-09 08:00" }
            .With(CaseEvent.Responded, "2024-11-04 08:20")
            .With(CaseEvent.Arrived, "2024-11-04 08:40"));

        Assert.Equal(
            [StepKind.Event, StepKind.Event, StepKind.Appointment, StepKind.Event, StepKind.Extension],
            steps.Where(step => step.At is not null).Select(step => step.Kind));
        Assert.Equal(20, steps.Single(step => step is { Kind: StepKind.Event, Happening: CaseEvent.Arrived }).MinutesSince);
    }

    [Fact]
    public void ARecordThatRunsBackwards_ShowsIt()
    {
        var steps = Of(new SampleCase().With(CaseEvent.FedBack, "2024-11-04 10:00").With(CaseEvent.Closed, "2024-11-04 09:00"));

        Assert.Equal(-60, steps.Single(step => step.Happening is CaseEvent.Closed).MinutesSince);
    }

    private static IReadOnlyList<TimelineStep> Of(SampleCase sample) => CaseTimeline.Of(
        sample.Facts(),
        TimeLimitRules.Judge(SampleRules.S0, sample.Facts(), CalendarFile.Shipped, SampleCase.At("2024-11-20 08:00")));
}
