using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.OpenId;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.OpenId;

/// <summary>Somebody's first sign-in through the provider, from several tabs at once.</summary>
public sealed class FirstSignInTests
{
    private const int Tabs = 6;
    private const string Email = "person.one@example.org";

    private static readonly ClaimGrant s_officers = new() { Claim = "groups", Value = "officers", Role = Role.RegulatorOfficer, Scope = DemoPortal.League };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnAccountThatIsCreated_IsCreatedOnce_AndEveryTabArrives(Engine engine)
    {
        await using var database = await StartAsync(engine);

        var answers = await SignInAsync(database.Db, mayCreate: true);

        Assert.Single(answers.Select(answer => Assert.IsType<ProviderAnswer.Known>(answer).Account.Id).Distinct());
        Assert.Equal(["GrantAdded", "UserAdded"], await ActionsAsync(database.Db));
    }

    [Theory, EngineData]
    public async Task AnAccountFoundByItsAddress_IsLinkedOnce_AndEveryTabArrives(Engine engine)
    {
        await using var database = await StartAsync(engine);
        var known = await new UserStore(database.Db).ReplaceAsync(
            new() { Name = "one", DisplayName = "one", PasswordHash = "", Email = Email, CreatedAtUtc = new(2026, 1, 2) },
            new() { Role = Role.Inspector, Scope = DemoPortal.League, GrantedBy = "test", GrantedAtUtc = new(2026, 1, 2) },
            Cancellation);

        var answers = await SignInAsync(database.Db, mayCreate: false);

        Assert.All(answers, answer => Assert.Equal(known, Assert.IsType<ProviderAnswer.Known>(answer).Account.Id));
        Assert.Equal(["GrantAdded", "ProviderLinked"], await ActionsAsync(database.Db));
    }

    private static async Task<TestDatabase> StartAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await new JurisdictionStore(database.Db).AppendAsync(
            [new() { Code = DemoPortal.League, Name = "示范盟", NameEn = "League", Level = JurisdictionLevel.City }], Cancellation);
        return database;
    }

    private static Task<ProviderAnswer[]> SignInAsync(Db db, bool mayCreate)
    {
        var accounts = new ProviderAccounts(
            new(db, new(db)), new(db), new(new(db), new(db)), Sample.Audit(db), new StillClock(new(2026, 3, 2, 1, 0, 0)));
        var identity = new ProviderIdentity
        {
            Issuer = "https://provider.example",
            Subject = "person-1",
            Name = "person.one",
            DisplayName = "Person One",
            VerifiedEmail = Email,
            Claims = new[] { ("groups", "officers") }.ToLookup(claim => claim.Item1, claim => claim.Item2),
        };
        return Task.WhenAll(Enumerable.Range(0, Tabs).Select(_ => Task.Run(
            () => accounts.ReceiveAsync(identity, [s_officers], mayCreate, "203.0.113.7", Cancellation))));
    }

    private static async Task<IReadOnlyList<string>> ActionsAsync(Db db)
    {
        await using var connection = await db.OpenAsync(Cancellation);
        return (await connection.QueryAsync<string>("SELECT Action FROM AuditEntry ORDER BY Action")).AsList();
    }
}
