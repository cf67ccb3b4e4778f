using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Data.Indicators;
using Portal.Data.TimeLimits;
using Portal.Tests.House;

namespace Portal.Tests.Indicators;

/// <summary>The words that pages of figures share are all there.</summary>
public sealed partial class FigureWordsTests
{
    [Fact]
    public void EveryWordUsed_Exists()
    {
        // The page of spot checks and what it shares with its workbook have words of their own.
        var checks = Path.Combine("Indicators", "Checks") + Path.DirectorySeparatorChar;
        var files = Repository.Files("Portal/Indicators", ".razor", ".cs").ToLookup(file => file.Contains(checks, StringComparison.Ordinal));
        Assert.NotEmpty(files[true]);
        Assert.Empty(files[true].SelectMany(file => Keys(File.ReadAllText(file))).Except(Words("Checks/CheckedPage")));

        // A component and its code behind it say one of the two.
        var components = files[false]
            .GroupBy(file => file.Split(".razor")[0], file => File.ReadAllText(file))
            .Select(parts => string.Concat(parts))
            .ToLookup(text => text.Contains("IStringLocalizer<DeskWords>", StringComparison.Ordinal) ? "DeskWords" : "FigureWords", Keys);
        var always = Enum.GetNames<IndicatorUnit>().Select(name => "Unit_" + name)
            .Concat(Enum.GetNames<ComplaintType>().Select(name => "ComplaintType_" + name))
            .Concat(Enum.GetNames<Channel>().Select(name => "Channel_" + name));
        var figureWords = components["FigureWords"].SelectMany(keys => keys).Concat(always).Distinct().ToList();
        Assert.True(figureWords.Count > 30);

        Assert.Empty(figureWords.Except(Words("FigureWords")));
        Assert.Empty(components["DeskWords"].SelectMany(keys => keys).Except(Words("DeskWords").Concat(Words("FigureWords"))));
    }

    private static List<string> Keys(string text) => [.. Used().Matches(text).Select(match => match.Groups["key"].Value)];

    private static HashSet<string> Words(string resource) =>
        [.. XDocument.Load(Path.Combine(Repository.Root, $"Portal/Indicators/{resource}.resx")).Root!.Elements("data").Select(data => data.Attribute("name")!.Value)];

    // In brackets in components, in parentheses in the workbook; a key followed by an operator is half of one.
    [GeneratedRegex("""\b(?:Say\[|say\[|say\()"(?<key>\w+)"(?!\s*\+)""")]
    private static partial Regex Used();
}
