namespace Portal.Ledgers;

/// <summary>Stands where the story of the demonstration data stands: the ledger's wall clock is eight hours ahead of UTC.</summary>
internal sealed class StoryClock : TimeProvider
{
    private DateTimeOffset _now;

    public void Set(DateTime ledgerTime) => _now = new(ledgerTime.AddHours(-8), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;
}
