using System.Text.RegularExpressions;

namespace Portal.Tests.House;

/// <summary>Small files, pure rules, one schema in two dialects.</summary>
public sealed partial class SourceTests
{
    [Theory]
    [InlineData("Portal.Data", ".cs", 300)]
    [InlineData("Portal", ".cs", 300)]
    [InlineData("Portal", ".razor", 200)]
    [InlineData("Portal", ".razor.cs", 200)]
    [InlineData("Portal.Tests", ".cs", 400)]
    [InlineData("sql", ".sql", 250)]
    public void Files_StaySmall(string folder, string extension, int lines)
    {
        var files = Repository.Files(folder, extension);
        Assert.NotEmpty(files);

        Assert.DoesNotContain(
            files.Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count())),
            file => file.Lines > lines);
    }

    [Fact]
    public void Rules_ArePure()
    {
        var files = Repository.Files("Portal.Data", "Rules.cs");
        Assert.NotEmpty(files);

        Assert.Empty(
            from file in files
            from match in Impure().Matches(File.ReadAllText(file))
            select $"{Repository.Relative(file)}: {match.Value}");
    }

    [Fact]
    public void BothDialects_HaveTheSameMigrations()
    {
        var sqlite = Repository.Files("sql/sqlite", ".sql").Select(Path.GetFileName).ToList();
        Assert.NotEmpty(sqlite);

        Assert.Equal(sqlite, Repository.Files("sql/sqlserver", ".sql").Select(Path.GetFileName));
    }

    [Fact]
    public void NothingIsLeftForLater()
    {
        var files = Repository.Files("Portal", ".cs", ".razor", ".js", ".css")
            .Concat(Repository.Files("Portal.Data", ".cs"))
            .Concat(Repository.Files("sql", ".sql"))
            .ToList();
        Assert.NotEmpty(files);

        Assert.Empty(files.Where(file => Unfinished().IsMatch(File.ReadAllText(file))).Select(Repository.Relative));
    }

    [GeneratedRegex(@"\basync\b|\busing Dapper\b|\bTimeProvider\b|\bDb\b|\bILogger\b|\bFile\.|\bRandom\.Shared\b")]
    private static partial Regex Impure();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|#region")]
    private static partial Regex Unfinished();
}
