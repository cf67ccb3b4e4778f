using Quartz;

namespace Portal.Tests.Scheduling;

/// <summary>A job that cannot do its work.</summary>
internal sealed class FailingJob : IJob
{
    public static readonly JobKey Key = new("failing", "tests");

    public Task Execute(IJobExecutionContext context) => throw new InvalidOperationException("The disk is full.");
}
