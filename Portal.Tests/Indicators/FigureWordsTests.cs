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
        var words = XDocument.Load(Path.Combine(Repository.Root, "Portal/Indicators/FigureWords.resx")).Root!.Elements("data")
            .Select(data => data.Attribute("name")!.Value).ToHashSet();
        var used = Repository.Files("Portal", ".razor", ".cs")
            .SelectMany(file => Used().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value)
            .Concat(Enum.GetNames<IndicatorUnit>().Select(name => "Unit_" + name))
            .Concat(Enum.GetNames<ComplaintType>().Select(name => "ComplaintType_" + name))
            .Concat(Enum.GetNames<Channel>().Select(name => "Channel_" + name))
            .Distinct()
            .ToList();
        Assert.True(used.Count > 30);

        Assert.Empty(used.Except(words));
    }

    // In brackets in components, in parentheses in the workbook; a key followed by an operator is half of one.
    [GeneratedRegex("""\b(?:Say\[|say\[|say\()"(?<key>\w+)"(?!\s*\+)""")]
    private static partial Regex Used();
}
