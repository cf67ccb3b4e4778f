using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Registry;

namespace Portal.Tests.Registry;

public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // Places 1 and 2 and 9 to 17 from the alphabet, places 3 to 8 digits, then the check character.
    private static readonly Gen<string> s_codes =
        from head in Gen.Elements<char>(Alphabet).ArrayOf(2)
        from region in Gen.Elements<char>("0123456789").ArrayOf(6)
        from body in Gen.Elements<char>(Alphabet).ArrayOf(9)
        let first17 = new string([.. head, .. region, .. body])
        select first17 + CreditCode.CheckCharacter(first17);

    [Theory]
    [InlineData("00000000000000000", '0')] // the sum is zero
    [InlineData("10000000000000000", 'Y')] // 31 - 1 = 30
    [InlineData("01000000000000000", 'W')] // 31 - 3 = 28
    [InlineData("00000000000000001", '3')] // 3^16 = 28 modulo 31, 31 - 28 = 3
    [InlineData("91992521MA0000019", '5')] // a code in the form a company has
    public void CheckCharacter_WorkedByHand_IsThis(string first17, char expected) =>
        Assert.Equal(expected, CreditCode.CheckCharacter(first17));

    [Fact]
    public void TryParse_AnyCodeWithItsCheckCharacter_IsAccepted() =>
        Holds(s_codes, code => CreditCode.TryParse(code, out var parsed) && parsed.Value == code);

    [Fact]
    public void TryParse_AnySingleWrongCharacter_IsRefused() =>
        Holds(
            from code in s_codes
            from place in Gen.Choose(0, CreditCode.Length - 1)
            from other in Gen.Elements<char>(Alphabet)
            where other != code[place]
            select code[..place] + other + code[(place + 1)..],
            wrong => !CreditCode.TryParse(wrong, out _));

    [Fact]
    public void TryParse_AnyTwoDifferentNeighboursSwapped_IsRefused() =>
        Holds(
            from code in s_codes
            from place in Gen.Choose(0, CreditCode.Length - 2)
            where code[place] != code[place + 1]
            select code[..place] + code[place + 1] + code[place] + code[(place + 2)..],
            swapped => !CreditCode.TryParse(swapped, out _));

    [Theory]
    [InlineData("", CreditCodeFault.Length, 0)]
    [InlineData(null, CreditCodeFault.Length, 0)]
    [InlineData("0000000000000000", CreditCodeFault.Length, 16)]
    [InlineData("0000000000000000000", CreditCodeFault.Length, 19)]
    [InlineData("0000000000I0000000", CreditCodeFault.Character, 11)] // no I, O, S, V or Z
    [InlineData("00000000000000000-", CreditCodeFault.Character, 18)]
    [InlineData("00000A000000000000", CreditCodeFault.Region, 6)]
    public void TryParse_MalformedText_SaysWhatAndWhere(string? text, CreditCodeFault fault, int position)
    {
        Assert.False(CreditCode.TryParse(text, out var code, out var refusal));
        Assert.Equal(new CreditCodeRefusal(fault, position), refusal);
        Assert.Equal("", code.Value);
    }

    [Fact]
    public void TryParse_WrongCheckCharacter_NamesTheRightOne()
    {
        Assert.False(CreditCode.TryParse("100000000000000000", out _, out var refusal));
        Assert.Equal(new CreditCodeRefusal(CreditCodeFault.CheckCharacter, 18, 'Y'), refusal);
    }

    [Fact]
    public void TryParse_LowerCaseWithSpaces_IsTheSameCode()
    {
        Assert.True(CreditCode.TryParse(" 10000000000000000y ", out var code));
        Assert.Equal("10000000000000000Y", code.Value);
    }

    [Theory]
    [InlineData("1000000000000000")]
    [InlineData("1000000000000000Z")]
    public void CheckCharacter_OfWhatIsNoStartOfACode_IsABrokenContract(string first17) =>
        Assert.Throws<ArgumentException>(() => CreditCode.CheckCharacter(first17));

    private static void Holds(Gen<string> texts, Func<string, bool> claim) =>
        Prop.ForAll(texts.ToArbitrary(), claim).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
