using System.Diagnostics;

namespace Portal.Tests.Shell;

/// <summary>The real program on its command line, over a data directory of the test.</summary>
internal sealed class PortalProcess(string directory)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="input">What is typed, such as a password.</param>
    /// <param name="environment">Further settings, by the names of environment variables.</param>
    public async Task<(int Exit, string Output, string Error)> RunAsync(
        IReadOnlyList<string> words, string input = "", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Portal.exe" : "Portal"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.Environment["Portal__DataDirectory"] = directory;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.AsMemory(), Cancellation);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await error);
    }
}
