using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.SpotChecks.Evidence;

namespace Portal.Tests.Browser;

/// <summary>A campaign in the field, all of its tasks in the hands of <see cref="DemoUsers.Inspector"/>; one of them settled, with a photo.</summary>
internal static class DemoTasks
{
    /// <summary>Already answered.</summary>
    public const long Settled = 8;

    /// <summary>Tried once without an answer.</summary>
    public const long Tried = 9;

    /// <summary>The last one, which nobody has touched.</summary>
    public const long Untouched = 14;

    public const long Campaign = 5;

    public const long Evidence = 1;

    public static async Task SeedAsync(IServiceProvider services, Actor officer, CancellationToken cancellation)
    {
        Assert.Equal(Campaign, await DemoCampaigns.AddAsync(services, officer, CampaignKind.LedgerCallback, "十月台账回访", CampaignState.Drawn, cancellation));
        await services.GetRequiredService<TaskDealing>().DealAsync(officer, Campaign, cancellation);
        var inspector = new Actor(DemoUsers.Inspector, "检查员 Inspector", Role.Inspector, officer.Scope) { UserId = await IdOfAsync(services, DemoUsers.Inspector, cancellation) };
        var intake = services.GetRequiredService<TaskIntake>();
        var photo = SampleFiles.With(SampleFiles.Jpeg, SampleFiles.ExifSegment());
        Assert.Equal(Evidence, (await services.GetRequiredService<EvidenceIntake>().ReceiveAsync(inspector, Settled, new(Guid.NewGuid(), null, "客厅测温.jpg", photo), cancellation)).Id);
        Assert.Equal(SubmissionAnswer.Taken, (await intake.ReceiveAsync(inspector, Settled, Answered(Disposition.CompletedPartly, "partly", "来了一次,暖气还是不太热"), cancellation)).Answer);
        Assert.Equal(SubmissionAnswer.Taken, (await intake.ReceiveAsync(inspector, Tried, new(Guid.NewGuid(), TimeProvider.System.GetUtcNow().UtcDateTime, Disposition.NoAnswer, "响铃一分钟", []), cancellation)).Answer);
    }

    /// <summary>All that the callback's questionnaire needs.</summary>
    public static TaskSubmission Answered(Disposition disposition, string solved, string words) => new(
        Guid.NewGuid(),
        TimeProvider.System.GetUtcNow().UtcDateTime,
        disposition,
        null,
        [
            new("received", null, "yes", null), new("visited", null, "yes", null), new("solved", null, solved, words), new("closed-agreed", null, "no", null),
            new("feedback-received", null, "yes", null), new("satisfied", null, "3", null), new("attitude", null, "4", null), new("asked-to-change", null, "no", null),
        ]);

    public static async Task<long> IdOfAsync(IServiceProvider services, string user, CancellationToken cancellation)
    {
        await using var connection = await services.GetRequiredService<Db>().OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>("SELECT Id FROM UserAccount WHERE Name = @Name", new { Name = user });
    }
}
