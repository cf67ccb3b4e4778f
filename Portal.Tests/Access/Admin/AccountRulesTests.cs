using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using static Portal.Data.Access.Accounts.AccountFault;

namespace Portal.Tests.Access.Admin;

/// <summary>Which role goes with which scope, who gives it, and what must stay.</summary>
public sealed class AccountRulesTests
{
    private static readonly ScopePlace s_league = new("152500", ScopeKind.Jurisdiction, "152500/");
    private static readonly ScopePlace s_banner = new("152501", ScopeKind.Jurisdiction, "152500/152501/");
    private static readonly ScopePlace s_alike = new("1525001", ScopeKind.Jurisdiction, "1525001/");
    private static readonly ScopePlace s_heat = new("91152501MA0DEMA01L", ScopeKind.Enterprise, "152500/152501/");
    private static readonly ScopePlace s_unknown = new("9", ScopeKind.Unknown, null);

    public static TheoryData<Role> Roles() => [.. Enum.GetValues<Role>().Where(role => role is not Role.Public)];

    [Theory, MemberData(nameof(Roles))]
    public void ARole_GoesWithScopesOfItsKind(Role role)
    {
        var isOfEnterprise = role is Role.EnterprisePrincipal or Role.EnterpriseHandler;
        var mayEverywhere = role is Role.Administrator or Role.Auditor;

        Assert.Equal(isOfEnterprise ? null : RoleNeedsJurisdiction, AccountRules.CheckGrant(ScopePlace.Everywhere, role, s_heat));
        Assert.Equal(isOfEnterprise ? RoleNeedsEnterprise : null, AccountRules.CheckGrant(ScopePlace.Everywhere, role, s_banner));
        Assert.Equal(mayEverywhere ? null : EverywhereNotForRole, AccountRules.CheckGrant(ScopePlace.Everywhere, role, ScopePlace.Everywhere));
        Assert.Equal(ScopeUnknown, AccountRules.CheckGrant(ScopePlace.Everywhere, role, s_unknown));
        Assert.Equal(ScopeMissing, AccountRules.CheckGrant(ScopePlace.Everywhere, role, new("", ScopeKind.Unknown, null)));
    }

    [Fact]
    public void AGrant_LiesWithinTheGiversTree()
    {
        Assert.Null(AccountRules.CheckGrant(s_league, Role.Inspector, s_league));
        Assert.Null(AccountRules.CheckGrant(s_league, Role.Inspector, s_banner));
        Assert.Null(AccountRules.CheckGrant(s_banner, Role.EnterpriseHandler, s_heat));
        Assert.Equal(ScopeOutside, AccountRules.CheckGrant(s_banner, Role.Inspector, s_league));
        Assert.Equal(ScopeOutside, AccountRules.CheckGrant(s_league, Role.Inspector, s_alike));
        Assert.Equal(ScopeOutside, AccountRules.CheckGrant(s_league, Role.Auditor, ScopePlace.Everywhere));
        Assert.Equal(ScopeOutside, AccountRules.CheckGrant(s_unknown, Role.Inspector, s_banner));
        Assert.Equal(RoleUnknown, AccountRules.CheckGrant(ScopePlace.Everywhere, Role.Public, s_banner));
        Assert.Equal(RoleUnknown, AccountRules.CheckGrant(ScopePlace.Everywhere, (Role)99, s_banner));
    }

    [Fact]
    public void AnAccount_IsManaged_WhenAllOfItLiesWithin()
    {
        Assert.True(AccountRules.Manages(s_league, [Held(Role.Inspector, s_banner), Held(Role.EnterpriseHandler, s_heat)]));
        Assert.False(AccountRules.Manages(s_banner, [Held(Role.Inspector, s_banner), Held(Role.Inspector, s_league)]));
        Assert.False(AccountRules.Manages(s_league, [Held(Role.Auditor, ScopePlace.Everywhere)]));
        Assert.False(AccountRules.Manages(s_league, [Held(Role.Inspector, s_unknown)]));
        Assert.False(AccountRules.Manages(s_league, []));
        Assert.False(AccountRules.Manages(s_heat, [Held(Role.EnterpriseHandler, s_heat)]));
        Assert.True(AccountRules.Manages(ScopePlace.Everywhere, []));
    }

    [Fact]
    public void TheLastAdministrator_Stays_AndWhereSomebodyAdministersEverything_TheLastOfThose()
    {
        var subject = new Subject(7, "chief", false, [Held(Role.Administrator, ScopePlace.Everywhere, 1), Held(Role.Auditor, s_league, 2)]);
        ActiveAdministrator[] alone = [new(7, 1, "*")];
        ActiveAdministrator[] withLocal = [new(7, 1, "*"), new(8, 3, "152500")];
        ActiveAdministrator[] withEqual = [new(7, 1, "*"), new(8, 3, "*")];
        var manager = new Manager(8, ScopePlace.Everywhere);

        Assert.Equal(LastAdministrator, AccountRules.CheckRemoval(manager, subject, 1, alone));
        Assert.Equal(LastAdministrator, AccountRules.CheckRemoval(manager, subject, 1, withLocal));
        Assert.Null(AccountRules.CheckRemoval(manager, subject, 1, withEqual));
        Assert.Null(AccountRules.CheckRemoval(manager, subject, 2, alone));
        Assert.Equal(LastAdministrator, AccountRules.CheckDisabling(manager, subject, withLocal));
        Assert.Null(AccountRules.CheckDisabling(manager, subject, withEqual));
    }

    [Fact]
    public void NobodyTakesTheOwnAdministrationAway_OrTheLastGrantOfAnAccount()
    {
        var own = new Subject(7, "chief", false, [Held(Role.Administrator, s_league, 1), Held(Role.Auditor, s_league, 2)]);
        var manager = new Manager(7, s_league);
        ActiveAdministrator[] two = [new(7, 1, "152500"), new(8, 3, "152500")];

        Assert.Equal(OwnAdministration, AccountRules.CheckRemoval(manager, own, 1, two));
        Assert.Null(AccountRules.CheckRemoval(manager, own, 2, two));
        Assert.Equal(OwnAccount, AccountRules.CheckDisabling(manager, own, two));
        Assert.Equal(OwnAccount, AccountRules.CheckCredentials(manager, own));
        Assert.Equal(GrantMissing, AccountRules.CheckRemoval(manager, own, 5, two));
        Assert.Equal(LastGrant, AccountRules.CheckRemoval(manager, new(9, "x", false, [Held(Role.Inspector, s_league, 4)]), 4, two));
    }

    [Theory]
    [InlineData("wang.li", null)]
    [InlineData("王丽", null)]
    [InlineData("a@example.org", null)]
    [InlineData("", NameMissing)]
    [InlineData("two words", NameUnfit)]
    [InlineData(".hidden", NameUnfit)]
    [InlineData("a\nb", NameUnfit)]
    [InlineData("<b>", NameUnfit)]
    public void AName_IsPlain(string name, AccountFault? expected)
    {
        Assert.Equal(expected, AccountRules.CheckName(name));
        Assert.Equal(NameUnfit, AccountRules.CheckName(new('a', AccountRules.LongestName + 1)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("a@example.org", null)]
    [InlineData("a", EmailUnfit)]
    [InlineData("a@b", EmailUnfit)]
    [InlineData("a b@example.org", EmailUnfit)]
    [InlineData("a@b@example.org", EmailUnfit)]
    [InlineData("@example.org", EmailUnfit)]
    public void AnAddress_LooksLikeOne(string? email, AccountFault? expected) => Assert.Equal(expected, AccountRules.CheckEmail(email));

    private static PlacedGrant Held(Role role, ScopePlace place, long id = 1) => new(id, role, place);
}
