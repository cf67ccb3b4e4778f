using Portal.Data.Ledgers;

namespace Portal.Ledgers;

/// <summary>
/// What a later feature does once the verb <c>import</c> has filed a ledger that counts; in the serving portal a job does it.
/// Registered, because this feature does not know it.
/// </summary>
public abstract class ImportSequel
{
    /// <returns>What was done, in one line.</returns>
    public abstract Task<string> RunAsync(Filing filing, CancellationToken cancellation);
}
