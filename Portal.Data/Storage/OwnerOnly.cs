namespace Portal.Data.Storage;

/// <summary>
/// Folders and files that nobody but the portal's own account may read. What is there already keeps the rights an operator
/// has given it; on Windows the rights of the folder above count.
/// </summary>
public static class OwnerOnly
{
    /// <returns>The folder, created with rights 0700 when absent.</returns>
    public static DirectoryInfo CreateDirectory(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Creates the file, empty and with rights 0600, when it is absent.</summary>
    public static void CreateFile(string path)
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            new FileStream(path, options).Dispose();
        }
    }
}
