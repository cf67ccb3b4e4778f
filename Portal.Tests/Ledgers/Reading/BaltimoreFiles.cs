namespace Portal.Tests.Ledgers.Reading;

/// <summary>The real files beside the repository; a test that needs them is skipped where they are not.</summary>
internal static class BaltimoreFiles
{
    public static Stream Open(string extension)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Regulator.sln")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", "data", $"baltimore-311.{extension}");
                Assert.SkipUnless(File.Exists(path), $"../shared/data/baltimore-311.{extension} is not here");
                return File.OpenRead(path);
            }
        }

        Assert.Skip("The tests do not run inside the repository");
        return Stream.Null;
    }
}
