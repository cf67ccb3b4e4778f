using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Portal.Tests;

internal static class ModuleSetup
{
    /// <summary>bunit was built against a newer AngleSharp.Diffing; the one that is here answers for it.</summary>
    [ModuleInitializer]
    internal static void Initialize() =>
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
}
