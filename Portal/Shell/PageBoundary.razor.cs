using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Portal.Shell;

/// <summary>
/// Keeps one failed page from taking the circuit with it. Shows a reference number that is also in the log,
/// never the exception. Navigating away clears it.
/// </summary>
public sealed partial class PageBoundary
{
    private string? _reference;

    [Inject]
    public required ILogger<PageBoundary> Log { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    protected override void OnParametersSet() => Recover();

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
        LogFailure(Log, exception, _reference);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Page failed. Reference {Reference}")]
    private static partial void LogFailure(ILogger log, Exception exception, string reference);
}
