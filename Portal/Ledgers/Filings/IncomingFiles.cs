using Portal.Data.Storage;

namespace Portal.Ledgers.Filings;

/// <summary>
/// Files on their way in or out, in a folder of the data directory under names of our own. Each is deleted when it
/// is closed; what a crash left behind goes a day later, at the next start.
/// </summary>
public sealed class IncomingFiles
{
    private readonly string _folder;

    public IncomingFiles(string dataDirectory, TimeProvider clock)
    {
        _folder = OwnerOnly.CreateDirectory(Path.Combine(dataDirectory, "incoming")).FullName;
        var yesterday = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        foreach (var left in Directory.EnumerateFiles(_folder).Where(file => File.GetLastWriteTimeUtc(file) < yesterday))
        {
            File.Delete(left);
        }
    }

    public FileStream Create() => new(
        Path.Combine(_folder, Guid.NewGuid().ToString("N")),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        1 << 16,
        FileOptions.Asynchronous | FileOptions.DeleteOnClose);
}
