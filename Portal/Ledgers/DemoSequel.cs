using Portal.Data.Ledgers.Demo;

namespace Portal.Ledgers;

/// <summary>What a later feature makes of the demonstration ledgers once they are filed. Registered, because this feature does not know it.</summary>
public abstract class DemoSequel
{
    public abstract Task RunAsync(DemoPlan plan, CancellationToken cancellation);
}
