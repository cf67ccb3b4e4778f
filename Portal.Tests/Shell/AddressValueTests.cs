using Portal.Shell;

namespace Portal.Tests.Shell;

public sealed class AddressValueTests
{
    [Theory]
    [InlineData(null, 1)]
    [InlineData("abc", 1)]
    [InlineData("0", 1)]
    [InlineData("-3", 1)]
    [InlineData("7", 7)]
    [InlineData("99999999999", 1)]
    [InlineData("999999999", 100_000)]
    public void APage_IsANumberFromOne(string? text, int expected) => Assert.Equal(expected, AddressValue.PageOf(text));

    [Theory]
    [InlineData("12", 12L)]
    [InlineData("-1", null)]
    [InlineData("x", null)]
    [InlineData("9223372036854775808", null)]
    public void AnId_IsANumberOrNothing(string text, long? expected) => Assert.Equal(expected, AddressValue.IdOf(text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("maybe", false)]
    [InlineData(null, false)]
    public void AFlag_IsTrueOnlyWhenItSaysSo(string? text, bool expected) => Assert.Equal(expected, AddressValue.IsTrue(text));
}
