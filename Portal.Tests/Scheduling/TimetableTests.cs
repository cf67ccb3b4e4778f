using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Ledgers;
using Portal.Scheduling;
using Portal.Shell;
using Quartz;

namespace Portal.Tests.Scheduling;

/// <summary>The timetable is the whole of it.</summary>
public sealed class TimetableTests
{
    [Fact]
    public void EveryJob_IsInTheTimetable()
    {
        var jobs = typeof(Timetable).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsPublic: true } && typeof(IJob).IsAssignableFrom(type))
            .ToList();
        Assert.NotEmpty(jobs);

        Assert.Empty(jobs.Except(Timetable.All.Select(entry => entry.Job)));
        Assert.Equal(Timetable.All.Count, Timetable.All.Select(entry => entry.Key).Distinct().Count());
    }

    [Fact]
    public async Task EveryJob_CanBeBuiltByThePortal()
    {
        var folder = Directory.CreateTempSubdirectory("regulator-jobs-").FullName;
        await using (var app = PortalHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection([new("Portal:DataDirectory", folder)]);
            builder.Logging.ClearProviders();
        }))
        {
            await using var scope = app.Services.CreateAsyncScope();

            Assert.All(Timetable.All, entry => Assert.IsType(entry.Job, scope.ServiceProvider.GetRequiredService(entry.Job)));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void OpenCases_AreJudgedAgainAtTenPastTwoInChina()
    {
        var entry = Timetable.All.Single(entry => entry.Key == OpenCaseReviewJob.Key);
        // A trigger does not look back past its making, so the day asked about lies far ahead.
        var noon = new DateTimeOffset(2090, 3, 5, 12, 0, 0, TimeSpan.FromHours(8));

        var next = entry.BuildTrigger().GetFireTimeAfter(noon);

        Assert.Equal(new DateTimeOffset(2090, 3, 6, 2, 10, 0, TimeSpan.FromHours(8)), next);
    }
}
