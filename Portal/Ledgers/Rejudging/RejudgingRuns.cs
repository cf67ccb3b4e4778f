using Portal.Data.Access;
using Portal.Data.Ledgers.Rejudging;

namespace Portal.Ledgers.Rejudging;

/// <summary>
/// Lets a run go on when its page is left. How far it is stands in the database; stopped with the portal, it is continued
/// from its page or by the verb.
/// </summary>
public sealed partial class RejudgingRuns(Rejudger rejudger, IHostApplicationLifetime life, ILogger<RejudgingRuns> log)
{
    public void Begin(long id, Actor by) => _ = Task.Run(() => RunAsync(id, by));

    private async Task RunAsync(long id, Actor by)
    {
        try
        {
            await rejudger.RunAsync(id, by, null, life.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The portal is stopping; whole months of enterprises are done, the others wait.
        }
        catch (Exception exception)
        {
            LogFailed(exception, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Judging again, run {Id}, has stopped; it can be continued from its page")]
    private partial void LogFailed(Exception exception, long id);
}
