using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Browser;
using Portal.Tests.Storage;

namespace Portal.Tests.Access;

/// <summary>Who may see what: an enterprise itself, an authority its part of the tree, nobody anything.</summary>
public sealed class ScopeTests
{
    private const string Elsewhere = "152600";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Role> Authorities() => [.. Enum.GetValues<Role>().Where(role => !IsOfEnterprise(role) && role is not Role.Public)];

    public static TheoryData<Role> Enterprises() => [.. Enum.GetValues<Role>().Where(IsOfEnterprise)];

    [Theory, MemberData(nameof(Authorities))]
    public void AnAuthority_SeesItsJurisdictionWithDescendants_AndNoOther(Role role)
    {
        string[] chain = [DemoPortal.Banner, DemoPortal.League];

        Assert.True(As(role, DemoPortal.League).MaySee(DemoPortal.EnterpriseCode, chain));
        Assert.True(As(role, DemoPortal.Banner).MaySee(DemoPortal.EnterpriseCode, chain));
        Assert.False(As(role, Elsewhere).MaySee(DemoPortal.EnterpriseCode, chain));
        Assert.False(As(role, DemoPortal.EnterpriseCode).MaySee(DemoPortal.EnterpriseCode, chain));
        Assert.False(As(role, DemoPortal.League).MayFileFor(DemoPortal.EnterpriseCode));
    }

    [Theory, MemberData(nameof(Enterprises))]
    public void AnEnterprise_SeesItself_AndNoOther(Role role)
    {
        string[] chain = [DemoPortal.Banner, DemoPortal.League];

        Assert.True(As(role, DemoPortal.EnterpriseCode).MaySee(DemoPortal.EnterpriseCode, chain));
        Assert.True(As(role, DemoPortal.EnterpriseCode).MayFileFor(DemoPortal.EnterpriseCode));
        Assert.False(As(role, "another").MaySee(DemoPortal.EnterpriseCode, chain));
        Assert.False(As(role, DemoPortal.League).MaySee(DemoPortal.EnterpriseCode, chain));
    }

    [Theory, MemberData(nameof(Authorities)), MemberData(nameof(Enterprises))]
    public void AnEmptyScope_SeesNothing(Role role)
    {
        Assert.False(As(role, "").MaySee("", [""]));
        Assert.False(As(role, "").MaySee(DemoPortal.EnterpriseCode, [DemoPortal.League]));
        Assert.False(As(role, "").MayFileFor(""));
    }

    [Theory, EngineData]
    public async Task TheGate_FollowsTheTree(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var jurisdictions = new JurisdictionStore(database.Db);
        var enterprises = new EnterpriseStore(database.Db);
        await jurisdictions.AppendAsync(
            [Node(DemoPortal.League, null), Node(DemoPortal.Banner, DemoPortal.League), Node(Elsewhere, null)], Cancellation);
        await enterprises.AppendAsync([DemoPortal.Enterprise], Cancellation);
        var gate = new ScopeGate(enterprises, jurisdictions);
        var league = As(Role.RegulatorOfficer, DemoPortal.League);
        var banner = As(Role.Inspector, DemoPortal.Banner);

        Assert.True(await gate.MaySeeAsync(league, DemoPortal.EnterpriseCode, Cancellation));
        Assert.False(await gate.MaySeeAsync(As(Role.Auditor, Elsewhere), DemoPortal.EnterpriseCode, Cancellation));
        Assert.False(await gate.MaySeeAsync(league, "unknown", Cancellation));
        Assert.True(await gate.MaySeeJurisdictionAsync(league, DemoPortal.Banner, Cancellation));
        Assert.False(await gate.MaySeeJurisdictionAsync(banner, DemoPortal.League, Cancellation));
        Assert.Equal([DemoPortal.League, DemoPortal.Banner], (await gate.ReadJurisdictionsAsync(league, Cancellation)).Select(node => node.Code));
    }

    [Theory, EngineData]
    public async Task AnAccount_IsReadBackAsWritten_AndReplacedByName(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var users = new UserStore(database.Db);
        var account = new UserAccount
        {
            Name = "officer",
            DisplayName = "监管员",
            PasswordHash = "hash",
            CreatedAtUtc = new(2026, 1, 2, 3, 4, 5),
            Email = "officer@example.org",
            MustChangePassword = true,
        };
        var grant = new UserGrant { Role = Role.RegulatorOfficer, Scope = DemoPortal.League, GrantedBy = "a", GrantedAtUtc = account.CreatedAtUtc };

        var id = await users.ReplaceAsync(account, grant, Cancellation);
        var written = await users.ReadAsync("officer", Cancellation);
        await users.ReplaceAsync(account with { IsDisabled = true }, grant with { Role = Role.Auditor }, Cancellation);
        var replaced = await users.ReadByIdAsync(id, Cancellation);

        Assert.Equal(account with { Id = id }, written);
        Assert.Equal(account with { Id = id, IsDisabled = true }, replaced);
        Assert.Equal(Role.Auditor, Assert.Single(await new GrantStore(database.Db).ReadAsync(id, Cancellation)).Role);
        Assert.Null(await users.ReadAsync("nobody", Cancellation));
    }

    private static bool IsOfEnterprise(Role role) => role is Role.EnterprisePrincipal or Role.EnterpriseHandler;

    private static Actor As(Role role, string scope) => new("a", "A", role, scope);

    private static Jurisdiction Node(string code, string? parent) =>
        new() { Code = code, ParentCode = parent, Name = code, NameEn = code, Level = JurisdictionLevel.County };
}
