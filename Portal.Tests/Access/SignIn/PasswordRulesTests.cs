using Portal.Data.Access.SignIn;

namespace Portal.Tests.Access.SignIn;

/// <summary>New passwords are long, not the name and not what is tried first; guessing gets slower; recovery codes are random.</summary>
public sealed class PasswordRulesTests
{
    private static readonly DateTime s_now = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    [Theory]
    [InlineData("", PasswordFault.TooShort)]
    [InlineData("Demo-2026", PasswordFault.TooShort)]
    [InlineData("正确马电池订书钉号", PasswordFault.TooShort)] // nine characters
    [InlineData("chen.xiaoming", PasswordFault.IsName)]
    [InlineData("CHEN.xiaoming2026!", PasswordFault.IsName)]
    [InlineData("gnimoaix.nehc", PasswordFault.IsName)]
    [InlineData("1234567890", PasswordFault.IsCommonplace)]
    [InlineData("Password123", PasswordFault.IsCommonplace)]
    [InlineData("1qaz2wsx3edc", PasswordFault.IsCommonplace)]
    [InlineData("aaaaaaaaaaaa", PasswordFault.IsCommonplace)]
    [InlineData("1212121212", PasswordFault.IsCommonplace)]
    [InlineData("correct horse", null)]
    [InlineData("三月供热检查值班表", PasswordFault.TooShort)]
    [InlineData("三月供热检查值班表贴墙", null)]
    [InlineData("my name is chen.xiaoming", null)]
    public void APassword_IsJudged(string password, PasswordFault? fault) => Assert.Equal(fault, PasswordRules.Check("chen.xiaoming", password));

    [Fact]
    public void ANameOfDigits_IsNoPasswordEither()
    {
        Assert.Equal(PasswordFault.IsName, PasswordRules.Check("15400001234", "15400001234"));
        Assert.Null(PasswordRules.Check("7", "correct horse 7"));
    }

    [Fact]
    public void APassword_HasAnEnd() => Assert.Equal(PasswordFault.TooLong, PasswordRules.Check("a", string.Concat(Enumerable.Repeat("abcdefg ", 26))));

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, null)]
    [InlineData(5, 1)]
    [InlineData(6, 5)]
    [InlineData(7, 15)]
    [InlineData(8, 60)]
    [InlineData(1000, 60)]
    public void Failures_LockForLongerAndLonger(int failures, int? minutes)
    {
        DateTime? until = minutes is { } some ? s_now.AddMinutes(some) : null;

        Assert.Equal(until, LockoutRules.LockedUntilUtc(failures, s_now));
    }

    [Fact]
    public void ALock_EndsOnTheSecond()
    {
        Assert.True(LockoutRules.IsLocked(s_now.AddSeconds(1), s_now));
        Assert.False(LockoutRules.IsLocked(s_now, s_now));
        Assert.False(LockoutRules.IsLocked(null, s_now));
    }

    [Fact]
    public void RecoveryCodes_AreTenDifferentOnes_AndHashAlikeHoweverTyped()
    {
        var codes = RecoveryCodes.Draw();

        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^([a-z2-9]{4}-){3}[a-z2-9]{4}$", code));
        Assert.Equal(RecoveryCodes.HashOf(codes[0]), RecoveryCodes.HashOf($" {codes[0].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()} "));
        Assert.NotEqual(RecoveryCodes.HashOf(codes[0]), RecoveryCodes.HashOf(codes[1]));
    }
}
