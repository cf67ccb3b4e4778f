using Portal.Shell;
using Portal.Tests.House;

namespace Portal.Tests.Shell;

public sealed class ShowTests
{
    [Theory]
    [InlineData(0L, "0 min")]
    [InlineData(59L, "59 min")]
    [InlineData(65L, "1 h 05 min")]
    [InlineData(1440L, "1 d 00 h")]
    [InlineData(-65L, "−1 h 05 min")]
    [InlineData(null, "—")]
    public void Minutes_ReadAsADuration(long? minutes, string expected) => Assert.Equal(expected, Show.Minutes(minutes));

    [Fact, UseCulture("zh-CN")]
    public void ARateWithoutADenominator_IsMissing_NotZero()
    {
        Assert.Equal("—", Show.Rate(0, 0));
        Assert.Equal("0.0%", Show.Rate(0, 4));
        Assert.Equal("33.3%", Show.Rate(1, 3));
    }

    [Theory]
    [InlineData("/cases?p=2026-03", true)]
    [InlineData("/", true)]
    [InlineData("//elsewhere.example", false)]
    [InlineData("/\\elsewhere.example", false)]
    [InlineData("https://elsewhere.example/", false)]
    [InlineData("/a\nb", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void OnlyAddressesOfThisSite_AreGoneBackTo(string? address, bool expected) => Assert.Equal(expected, LocalAddress.IsLocal(address));

    [Fact]
    public void ALink_CarriesTheScopeOfItsPage_UnlessItHasItsOwn()
    {
        Assert.Equal("/cases?j=152500&p=2026-03", ScopeAddress.Carry("/cases", "http://localhost/desk?p=2026-03&x=1&j=152500"));
        Assert.Equal("/cases?p=2026-02", ScopeAddress.Carry("/cases?p=2026-02", "http://localhost/desk?p=2026-03"));
    }
}
