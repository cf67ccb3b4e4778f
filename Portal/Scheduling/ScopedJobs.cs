using Quartz;
using Quartz.Spi;

namespace Portal.Scheduling;

/// <summary>Gives every run of a job a scope of its own; job types are registered, so that a wrong constructor stops the start.</summary>
internal sealed class ScopedJobs(IServiceScopeFactory scopes) : IJobFactory
{
    public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => new ScopedJob(scopes, bundle.JobDetail.JobType);

    public void ReturnJob(IJob job)
    {
    }

    private sealed class ScopedJob(IServiceScopeFactory scopes, Type type) : IJob
    {
        public async Task Execute(IJobExecutionContext context)
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IJob)scope.ServiceProvider.GetRequiredService(type)).Execute(context);
        }
    }
}
