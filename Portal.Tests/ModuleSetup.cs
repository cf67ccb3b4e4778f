using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;

namespace Portal.Tests;

internal static class ModuleSetup
{
    /// <summary>
    /// bunit was built against a newer AngleSharp.Diffing; the one that is here answers for it.
    /// Chromium names a download in Chinese only under a UTF-8 locale, which a bare machine does not set.
    /// </summary>
    [ModuleInitializer]
    internal static void Initialize()
    {
        if (OperatingSystem.IsLinux())
        {
            Environment.SetEnvironmentVariable("LC_ALL", "C.UTF-8");
        }

        // Tests read workbooks with ExcelDataReader, which asks for Windows code pages.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
    }
}
