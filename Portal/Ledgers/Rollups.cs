using Portal.Data.Ledgers;

namespace Portal.Ledgers;

/// <summary>Has the figures counted again after an update that counts more, and says so.</summary>
internal static class Rollups
{
    public static async Task KeepAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<RollupUpkeep>().RunAsync(cancellation) is { } report)
        {
            await output.WriteLineAsync($"This version counts more than the one before: the figures of {report.Months} months of enterprises were counted again from their rows.");
        }
    }
}
