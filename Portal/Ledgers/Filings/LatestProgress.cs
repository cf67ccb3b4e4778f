using System.Threading.Channels;
using Portal.Data.Ledgers;

namespace Portal.Ledgers.Filings;

/// <summary>Hands the latest progress of a filing to whoever looks; a slow reader misses steps, the filing never waits.</summary>
internal sealed class LatestProgress : IProgress<FilingProgress>
{
    private readonly Channel<FilingProgress> _latest = Channel.CreateBounded<FilingProgress>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Report(FilingProgress value) => _latest.Writer.TryWrite(value);

    /// <summary>No more will come.</summary>
    public void End() => _latest.Writer.TryComplete();

    public IAsyncEnumerable<FilingProgress> ReadAsync(CancellationToken cancellation) => _latest.Reader.ReadAllAsync(cancellation);
}
