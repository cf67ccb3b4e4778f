using Portal.Data.Access;

namespace Portal.Access.Audit;

/// <summary>One check at a time; it stops when the user leaves.</summary>
public sealed partial class AuditCheck : IDisposable
{
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task VerifyAsync()
    {
        if (_isRunning || !Actor.May(Operation.VerifyAudit))
        {
            return;
        }

        (_isRunning, _report, _progress) = (true, null, default);
        var cancellation = _leaving.Token;
        try
        {
            var progress = new Progress<(long Read, long All)>(state =>
            {
                _progress = state;
                StateHasChanged();
            });
            var report = await Task.Run(() => Verification.VerifyAsync([], progress, cancellation), cancellation);
            await Log.AppendAsync(AuditCommands.Verified(Actor, report), cancellation);
            _report = report;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Any exception: SqlClient reports a cancelled command as SqlException, not as a cancellation.
        }
        finally
        {
            _isRunning = false;
        }
    }
}
