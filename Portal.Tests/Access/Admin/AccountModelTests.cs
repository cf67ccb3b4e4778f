using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Admin;

/// <summary>
/// Whatever administrators do, in whatever order: somebody is left to administer, nobody outside the doer's tree is
/// touched, and no session outlives its grant.
/// </summary>
public sealed class AccountModelTests
{
    private const int Steps = 120;

    private static readonly Role[] s_roles = [.. Enum.GetValues<Role>().Where(role => role is not Role.Public)];
    private static readonly string[] s_scopes =
        [Actor.Everywhere, AccountWorld.League, AccountWorld.North, AccountWorld.South, AccountWorld.NorthHeat, AccountWorld.SouthHeat, "unknown"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task RandomChanges_KeepWhatMustHold(Engine engine)
    {
        foreach (var seed in engine is Engine.Sqlite ? Enumerable.Range(1, 5) : [1])
        {
            await using var world = await AccountWorld.StartAsync(engine);
            await world.AddAsync("league", (Role.Administrator, AccountWorld.League));
            await world.AddAsync("north", (Role.Administrator, AccountWorld.North), (Role.Inspector, AccountWorld.North));
            await world.AddAsync("handler", (Role.EnterpriseHandler, AccountWorld.SouthHeat));
            var (random, done) = (new Random(seed), 0);
            for (var step = 0; step < Steps; step++)
            {
                var before = await AllAsync(world);
                var actor = Pick(random, before.SelectMany(Actors).Append(Actor.CommandLine));
                var target = Pick(random, before);
                if (await StepAsync(world, random, actor, target, step) is null)
                {
                    done++;
                }

                var after = await AllAsync(world);
                AssertSomebodyAdministers(before, after, $"seed {seed}, step {step}");
                Assert.All(before.Where(item => !Manages(actor, item)), foreign => Assert.Equal(
                    Written(foreign), Written(after.Single(item => item.Account.Id == foreign.Account.Id))));
                Assert.Equal(0, await world.CountAsync("""
                    SELECT COUNT(*) FROM UserSession S
                    INNER JOIN UserAccount A ON A.Id = S.UserId
                    LEFT JOIN UserGrant G ON G.Id = S.GrantId AND G.UserId = S.UserId
                    WHERE S.EndedAtUtc IS NULL AND (G.Id IS NULL OR A.IsDisabled = 1)
                    """));
            }

            Assert.True(done > Steps / 6, $"Only {done} of {Steps} steps of seed {seed} changed anything.");
        }
    }

    private static async Task<AccountFault?> StepAsync(AccountWorld world, Random random, Actor actor, ListedAccount target, int step)
    {
        var id = target.Account.Id;
        switch (random.Next(7))
        {
            case 0:
                var account = new NewAccount { Name = $"user{step}", DisplayName = "u", PasswordHash = "h", Grants = [(Pick(random, s_roles), Pick(random, s_scopes))] };
                return (await world.Desk.AddAsync(actor, account, Cancellation)).Fault;
            case 1:
                return await world.Desk.DisableAsync(actor, id, Cancellation);
            case 2:
                return await world.Desk.EnableAsync(actor, id, Cancellation);
            case 3 or 4:
                return await world.Roles.GrantAsync(actor, id, Pick(random, s_roles), Pick(random, s_scopes), Cancellation);
            case 5:
                return await world.Roles.RevokeAsync(actor, id, Pick(random, target.Grants).Id, Cancellation);
            default:
                if (!target.Account.IsDisabled)
                {
                    var session = await world.SignInAsync(id, random.Next(target.Grants.Count));
                    Assert.True(await world.Sessions.SwitchAsync(session, Pick(random, target.Grants).Id, Cancellation));
                }

                return null;
        }
    }

    private static async Task<IReadOnlyList<ListedAccount>> AllAsync(AccountWorld world) =>
        (await world.Accounts.ReadPageAsync(new(Actor.CommandLine), new(0, PageRequest.Largest), Cancellation)).Items;

    /// <summary>Under each grant of the account, disabled ones and those who administer nothing included.</summary>
    private static IEnumerable<Actor> Actors(ListedAccount item) =>
        item.Grants.Select(grant => new Actor(item.Account.Name, item.Account.DisplayName, grant.Role, grant.Scope) { UserId = item.Account.Id });

    private static void AssertSomebodyAdministers(IReadOnlyList<ListedAccount> before, IReadOnlyList<ListedAccount> after, string when)
    {
        Assert.True(Administer(after, null) > 0, when);
        Assert.True(Administer(before, Actor.Everywhere) == 0 || Administer(after, Actor.Everywhere) > 0, when);
    }

    private static int Administer(IReadOnlyList<ListedAccount> accounts, string? scope) => accounts.Count(item =>
        !item.Account.IsDisabled && item.Grants.Any(grant => grant.Role is Role.Administrator && (scope is null || grant.Scope == scope)));

    private static bool Manages(Actor actor, ListedAccount item) => actor.Role is Role.Administrator && item.Grants.All(grant => Lies(grant.Scope, actor.Scope));

    private static bool Lies(string scope, string within) => within == Actor.Everywhere || scope == within || (scope, within) switch
    {
        (AccountWorld.North or AccountWorld.South or AccountWorld.NorthHeat or AccountWorld.SouthHeat, AccountWorld.League) => true,
        (AccountWorld.NorthHeat, AccountWorld.North) or (AccountWorld.SouthHeat, AccountWorld.South) => true,
        _ => false,
    };

    private static string Written(ListedAccount item) =>
        $"{item.Account.Name} {item.Account.IsDisabled} {string.Join(';', item.Grants.Select(grant => $"{grant.Id} {grant.Role} {grant.Scope}"))}";

    private static T Pick<T>(Random random, IEnumerable<T> items) => items.ToList() is var list ? list[random.Next(list.Count)] : default!;
}
