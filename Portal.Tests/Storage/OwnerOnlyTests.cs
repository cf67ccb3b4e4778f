using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Storage;

/// <summary>Nobody else on the machine reads the database, the keys or a ledger on its way in.</summary>
public sealed class OwnerOnlyTests
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task WhatAFreshPortalKeeps_IsItsOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of this kind are those of Unix.");
        var folder = Path.Combine(Path.GetTempPath(), $"regulator-rights-{Guid.NewGuid():N}");
        await using (var portal = await RunningPortal.StartAsync((_, _) => Task.CompletedTask, folder: folder))
        {
            portal.Services.GetRequiredService<PersonalData>();
            var kept = Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder).ToList();

            Assert.Contains(Path.Combine(folder, "portal.db"), kept);
            Assert.Contains(Path.Combine(folder, "keys", "personal-data.json"), kept);
            Assert.DoesNotContain(kept, path => (RightsOf(path) & Others) != UnixFileMode.None);
        }
    }

    private static UnixFileMode RightsOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
