using System.Threading.Channels;
using Portal.Data.Ledgers.Reading;

namespace Portal.Data.Ledgers;

/// <summary>
/// The assembly line of a filing: one thread reads, one checks and judges, one writes, with short queues between
/// them, so that the filing takes about as long as its slowest stage and memory does not grow with the rows.
/// </summary>
internal sealed class FilingLine(LedgerFile file, FilingCheck check, FilingWriter? writer, IProgress<FilingProgress>? progress)
{
    private const int RowsPerBatch = 256;
    private const int BatchesWaiting = 4;

    private readonly Channel<List<SheetRow>> _read = Bounded<List<SheetRow>>();
    private readonly Channel<CheckedBatch> _checked = Bounded<CheckedBatch>();
    private readonly List<LedgerIssue> _firstIssues = [];
    private readonly Dictionary<bool, int> _returned = new() { [true] = 0, [false] = 0 };
    private FileRefusal? _broken;

    public IReadOnlyList<LedgerIssue> FirstIssues => _firstIssues;

    /// <returns>Why the file broke off while being read; null when it was read to its end.</returns>
    public async Task<FileRefusal?> RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var stages = new[]
        {
            Task.Run(() => ReadAsync(stop.Token), cancellation),
            Task.Run(() => CheckAsync(stop.Token), cancellation),
            Task.Run(() => WriteAsync(stop.Token), cancellation),
        };

        // A stage that fails stops the others; without this they would wait for it for ever.
        await foreach (var stage in Task.WhenEach(stages).WithCancellation(CancellationToken.None))
        {
            if (!stage.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }
        }

        await Task.WhenAll(stages);
        return _broken;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var batch = new List<SheetRow>(RowsPerBatch);
            foreach (var row in file.Rows())
            {
                batch.Add(row);
                if (batch.Count == RowsPerBatch)
                {
                    await _read.Writer.WriteAsync(batch, cancellation);
                    batch = new(RowsPerBatch);
                }
            }

            await _read.Writer.WriteAsync(batch, cancellation);
        }
        catch (BrokenFileException broken)
        {
            // What was read until here is checked and shown; the filing is declined in good order.
            _broken = broken.Refusal;
        }
        finally
        {
            _read.Writer.TryComplete();
        }
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var rows in _read.Reader.ReadAllAsync(cancellation))
            {
                var batch = new CheckedBatch(new(rows.Count), []);
                foreach (var row in rows)
                {
                    if (check.Add(row, batch.Issues) is { } values)
                    {
                        batch.Values.Add(values);
                    }
                }

                await _checked.Writer.WriteAsync(batch, cancellation);
                progress?.Report(new(FilingStage.Checking, check.RowsRead, file.Progress));
            }

            await _checked.Writer.WriteAsync(new([], [.. check.Conclude()]), cancellation);
        }
        finally
        {
            _checked.Writer.TryComplete();
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await foreach (var batch in _checked.Reader.ReadAllAsync(cancellation))
        {
            // Counted apart, so that many warnings do not hide the one error that keeps the filing from being accepted.
            _firstIssues.AddRange(batch.Issues.Where(issue => _returned[issue.IsError] < LedgerIntake.IssuesReturned && ++_returned[issue.IsError] > 0));
            if (writer is not null)
            {
                await writer.AppendRowsAsync(batch.Values, cancellation);
                await writer.AppendIssuesAsync(batch.Issues, cancellation);
            }
        }
    }

    private static Channel<T> Bounded<T>() =>
        Channel.CreateBounded<T>(new BoundedChannelOptions(BatchesWaiting) { SingleReader = true, SingleWriter = true });

    private sealed record CheckedBatch(List<object?[]> Values, List<LedgerIssue> Issues);
}
