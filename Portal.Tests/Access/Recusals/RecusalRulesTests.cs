using Portal.Data.Access.Recusals;

namespace Portal.Tests.Access.Recusals;

/// <summary>Who has an interest steps aside (S2-43).</summary>
public sealed class RecusalRulesTests
{
    private const string Heat = "heat";

    private static readonly RecusalItem s_case = new(RecusalItemKind.Case, "case 1", Heat) { CaseId = "case 1", PhoneHash = [1, 2], AddressHash = [3, 4] };

    [Fact]
    public void WithoutAnyTie_NothingStandsAgainst() => Assert.Null(RecusalRules.Find(new() { UserId = 1 }, s_case));

    [Fact]
    public void AnInterestInTheEnterprise_Conflicts_InAnotherEnterpriseDoesNot()
    {
        Assert.Equal(RecusalGround.EnterpriseInterest, RecusalRules.Find(With(InEnterprise(Heat)), s_case));
        Assert.Null(RecusalRules.Find(With(InEnterprise("gas")), s_case));
    }

    [Fact]
    public void ThePersonOfTheCase_IsFoundByTelephoneOrByAddress()
    {
        Assert.Equal(RecusalGround.PersonInterest, RecusalRules.Find(With(Person([1, 2], null)), s_case));
        Assert.Equal(RecusalGround.PersonInterest, RecusalRules.Find(With(Person([9, 9], [3, 4])), s_case));
        Assert.Null(RecusalRules.Find(With(Person([9, 9], [9, 9])), s_case));
        Assert.Null(RecusalRules.Find(With(Person([1, 2], null)), RecusalItem.OfEnterprise(Heat)));
    }

    [Fact]
    public void WhoSpeaksForTheEnterprise_MayNotJudgeIt() =>
        Assert.Equal(RecusalGround.SpeaksForEnterprise, RecusalRules.Find(new() { UserId = 1, SpeaksFor = [Heat] }, s_case));

    [Fact]
    public void SteppingAsideFromACase_CountsForWhatIsAboutTheCase_AndForNothingElse()
    {
        var ties = new UserTies { UserId = 1, SteppedAsideFrom = [(RecusalItemKind.Case, "case 1")] };

        Assert.Equal(RecusalGround.OwnRequest, RecusalRules.Find(ties, s_case));
        Assert.Equal(RecusalGround.OwnRequest, RecusalRules.Find(ties, new(RecusalItemKind.Review, "7", Heat) { CaseId = "case 1" }));
        Assert.Null(RecusalRules.Find(ties, new(RecusalItemKind.Review, "8", Heat) { CaseId = "case 2" }));
        Assert.Null(RecusalRules.Find(ties, new(RecusalItemKind.SpotCheckTask, "case 1", Heat)));
    }

    private static UserTies With(Interest interest) => new() { UserId = 1, Interests = [interest] };

    private static Interest InEnterprise(string code) => new() { UserId = 1, EnterpriseCode = code, DeclaredAtUtc = default };

    private static Interest Person(byte[]? phone, byte[]? address) => new() { UserId = 1, PhoneHash = phone, AddressHash = address, DeclaredAtUtc = default };
}
