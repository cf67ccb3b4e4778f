using Microsoft.AspNetCore.Components;

namespace Portal.Shell;

/// <summary>
/// A page that reads once per visit, not twice; whose newest read wins; and whose reads stop when the user leaves.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private CancellationTokenSource _reading = new();
    private bool _isLeft;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _isLeft = true;
            _reading.Cancel();
            _reading.Dispose();
        }
    }

    /// <summary>Cancels the read before this one, reads, and shows the result if it is still wanted.</summary>
    protected async Task LoadAsync<T>(Func<CancellationToken, Task<T>> read, Action<T> show)
    {
        // Prerendering only lays out the frame; the circuit that follows does the reading.
        // A step that went on after its page was left has nobody to show anything to.
        if (!RendererInfo.IsInteractive || _isLeft)
        {
            return;
        }

        await _reading.CancelAsync();
        _reading.Dispose();
        _reading = new();
        var cancellation = _reading.Token;

        try
        {
            var result = await read(cancellation);
            if (!cancellation.IsCancellationRequested)
            {
                show(result);
            }
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Any exception: SqlClient reports a cancelled command as SqlException, not as a cancellation.
        }
    }
}
