using Portal.Ledgers.Cases;

namespace Portal.Tests.Ledgers.Cases;

public sealed class CaseVerdictsTests
{
    [Theory]
    [InlineData("|S0-36=M12|S0-37=L135|S0-38=N|S0-39=M900|", "S0-36 S0-37 S0-39", 0)]
    [InlineData("|S2-11=M2|S2-12=M9|S2-23=L9|S2-23F=M9|S2-27=O|S2-30=N|", "S2-11 S2-23 S2-27", 2)] // what went wrong stays, in the order of the rules
    [InlineData("|a=M1|b=M1|c=M1|d=M1|", "a b c d", 0)]
    [InlineData("|a=L1|b=O|c=U|d=I|e=L1|", "a b e", 2)]
    public void ALine_ShowsWhatWentWrongBeforeWhatWentWell(string verdicts, string shown, int left)
    {
        var (foremost, rest) = CaseVerdicts.Foremost(verdicts);

        Assert.Equal((shown, left), (string.Join(' ', foremost.Select(limit => limit.Key)), rest));
    }
}
