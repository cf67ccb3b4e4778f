using Portal.Data.Access.SignIn;

namespace Portal.Tests.Access.SignIn;

/// <summary>One-time codes are those of RFC 6238, count a step around now, and count once.</summary>
public sealed class TotpRulesTests
{
    private static readonly byte[] s_secret = "12345678901234567890"u8.ToArray();
    private static readonly DateTime s_now = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    // RFC 6238, appendix B, SHA-1. It prints eight digits; six are their end.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_AreThoseOfTheStandard(long seconds, string eightDigits) =>
        Assert.Equal(eightDigits[2..], TotpRules.CodeOf(s_secret, TotpRules.StepAt(DateTime.UnixEpoch.AddSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void ACode_CountsOneStepEarlyAndOneLate(int stepsAway, bool counts)
    {
        var step = TotpRules.StepAt(s_now) + stepsAway;

        Assert.Equal(counts ? step : null, TotpRules.StepOf(s_secret, TotpRules.CodeOf(s_secret, step), s_now, null));
    }

    [Fact]
    public void ACode_CountsOnce_AndNoneBeforeItAfterwards()
    {
        var step = TotpRules.StepAt(s_now);

        Assert.Null(TotpRules.StepOf(s_secret, TotpRules.CodeOf(s_secret, step), s_now, lastStep: step));
        Assert.Null(TotpRules.StepOf(s_secret, TotpRules.CodeOf(s_secret, step - 1), s_now, lastStep: step));
        Assert.Equal(step + 1, TotpRules.StepOf(s_secret, TotpRules.CodeOf(s_secret, step + 1), s_now, lastStep: step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("0000000")]
    [InlineData("'; DROP")]
    public void WhatIsNoCode_DoesNotCount(string typed) => Assert.Null(TotpRules.StepOf(s_secret, typed, s_now, null));

    [Fact]
    public void SpacesInACode_AreNoMistake()
    {
        var step = TotpRules.StepAt(s_now);
        var code = TotpRules.CodeOf(s_secret, step);

        Assert.Equal(step, TotpRules.StepOf(s_secret, $" {code[..3]} {code[3..]}", s_now, null));
    }

    // RFC 4648, section 10, without padding.
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW 6")]
    [InlineData("foob", "MZXW 6YQ")]
    [InlineData("fooba", "MZXW 6YTB")]
    [InlineData("foobar", "MZXW 6YTB OI")]
    public void TheSecretAsText_IsBase32InGroupsOfFour(string bytes, string text) =>
        Assert.Equal(text, TotpRules.TextOf(System.Text.Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void TheAddressForTheApp_NamesIssuerAndAccount() => Assert.Equal(
        "otpauth://totp/%E7%9B%91%E7%AE%A1:a%40b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E7%9B%91%E7%AE%A1&algorithm=SHA1&digits=6&period=30",
        TotpRules.AddressOf(s_secret, "监管", "a@b"));
}
