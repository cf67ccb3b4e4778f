using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Shell;
using Portal.Tests.House;

namespace Portal.Tests.Shell;

/// <summary>A figure on screen says what it is made of, and a missing one says why.</summary>
public sealed class TileTests : BunitContext
{
    public TileTests() => Services.AddLocalization();

    [Fact, UseCulture("en")]
    public void AFigure_ShowsNumeratorAndDenominator_AndLeadsToItsRows()
    {
        var tile = Render<Tile>(parameters => parameters
            .Add(part => part.Name, "On-time feedback")
            .Add(part => part.Value, Show.Rate(934, 1021))
            .Add(part => part.Numerator, 934)
            .Add(part => part.Denominator, 1021)
            .Add(part => part.Href, "/cases?late=1"));

        tile.Find("a.tile[href='/cases?late=1'] .tile-value").MarkupMatches("<span class=\"tile-value\">91.5%</span>");
        tile.Find(".tile-parts").MarkupMatches("<span class=\"tile-parts\">934 / 1,021</span>");
    }

    [Theory]
    [InlineData(1.2, true, "tile-better")]
    [InlineData(-1.2, true, "tile-worse")]
    [InlineData(-1.2, false, "tile-better")]
    [InlineData(1.2, null, "tile-change")]
    public void AChange_IsColouredByWhetherItIsGood(double change, bool? higherIsBetter, string expected)
    {
        var tile = Render<Tile>(parameters => parameters
            .Add(part => part.Name, "A")
            .Add(part => part.Value, "1")
            .Add(part => part.Change, (decimal)change)
            .Add(part => part.HigherIsBetter, higherIsBetter));

        Assert.Equal(expected, tile.Find(".tile-change").ClassList[^1]);
    }

    [Fact, UseCulture("zh-CN")]
    public void AMissingFigure_IsADashWithTheReason_NeverZero()
    {
        var tile = Render<Tile>(parameters => parameters.Add(part => part.Name, "满意率").Add(part => part.Missing, "样本不足 (n = 4)"));

        var value = tile.Find(".tile-value");
        Assert.StartsWith("—", value.TextContent, StringComparison.Ordinal);
        Assert.Equal("样本不足 (n = 4)", value.GetAttribute("title"));
    }
}
