using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Access;

/// <summary>A session lasts as long as its account, its grant and its owner's attention.</summary>
public sealed class SessionStoreTests
{
    private static readonly DateTime s_start = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ASession_IsReadWithEverythingItStandsOn(Engine engine)
    {
        await using var world = await World.StartAsync(engine);

        var live = await world.ReadAsync();

        Assert.Equal((Role.RegulatorOfficer, "152500"), (live!.Grant.Role, live.Grant.Scope));
        Assert.Equal(("officer", world.Id, "203.0.113.7"), (live.ToActor().Name, live.ToActor().SessionId, live.ToActor().Address));
        Assert.Equal(300, live.Session.Agent.Length);
        Assert.Null(await world.Sessions.ReadLiveAsync("unknown", world.Now, Cancellation));
    }

    [Theory, EngineData]
    public async Task ActivityKeepsItAlive_AGapEndsIt_EvenWhenTheUserComesBack(Engine engine)
    {
        await using var world = await World.StartAsync(engine);
        for (var step = 0; step < 5; step++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(29));
            Assert.NotNull(await world.ReadAsync());
        }

        world.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Null(await world.ReadAsync());
        Assert.Equal(SessionEnd.Idle, await world.EndReasonAsync());
    }

    [Theory, EngineData]
    public async Task ACircuitThatOnlyAsks_IsNoActivity(Engine engine)
    {
        await using var world = await World.StartAsync(engine);
        for (var minute = 0; minute < 30; minute += 10)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.NotNull(await world.Sessions.ReadLiveAsync(world.Id, null, Cancellation));
        }

        world.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await world.Sessions.ReadLiveAsync(world.Id, null, Cancellation));
    }

    [Theory, EngineData]
    public async Task NoActivity_KeepsItBeyondTheLongest(Engine engine)
    {
        await using var world = await World.StartAsync(engine);
        for (var step = 0; step < 24; step++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(25));
            await world.ReadAsync();
        }

        Assert.NotNull(await world.ReadAsync());
        for (var step = 0; step < 5; step++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(25));
            await world.ReadAsync();
        }

        Assert.Equal(SessionEnd.Expired, await world.EndReasonAsync());
    }

    [Theory, EngineData]
    public async Task ADisabledAccount_ATakenGrant_AndAnEnd_CountAtOnce(Engine engine)
    {
        await using var world = await World.StartAsync(engine);
        await world.RunAsync("UPDATE UserAccount SET IsDisabled = 1");
        Assert.Null(await world.ReadAsync());

        await world.RunAsync("UPDATE UserAccount SET IsDisabled = 0");
        Assert.NotNull(await world.ReadAsync());

        await world.RunAsync("DELETE FROM UserGrant");
        Assert.Null(await world.ReadAsync());

        Assert.True(await world.Sessions.EndAsync(world.Id, SessionEnd.EndedByAdministrator, Cancellation));
        Assert.False(await world.Sessions.EndAsync(world.Id, SessionEnd.SignedOut, Cancellation));
        Assert.Equal(SessionEnd.EndedByAdministrator, await world.EndReasonAsync());
    }

    [Theory, EngineData]
    public async Task Switching_IsBetweenOwnGrants_OfALiveSession(Engine engine)
    {
        await using var world = await World.StartAsync(engine);
        var other = await world.AddAccountAsync("other", Role.Auditor);
        await world.RunAsync($"INSERT INTO UserGrant (UserId, Role, Scope, Origin, GrantedBy, GrantedAtUtc) VALUES ({world.UserId}, 'Inspector', '152501', 'Local', 'a', '2026-03-02')");
        var grants = (await world.ReadAsync())!.Grants;

        Assert.False(await world.Sessions.SwitchAsync(world.Id, (await world.Grants.ReadAsync(other, Cancellation))[0].Id, Cancellation));
        Assert.True(await world.Sessions.SwitchAsync(world.Id, grants[1].Id, Cancellation));
        Assert.Equal(Role.Inspector, (await world.ReadAsync())!.ToActor().Role);

        await world.Sessions.EndAsync(world.Id, SessionEnd.SignedOut, Cancellation);
        Assert.False(await world.Sessions.SwitchAsync(world.Id, grants[0].Id, Cancellation));
    }

    [Theory, EngineData]
    public async Task EndingAll_SparesTheOneExcepted_AndOtherAccounts(Engine engine)
    {
        await using var world = await World.StartAsync(engine);
        var other = await world.AddAccountAsync("other", Role.Auditor);
        var foreign = await world.BeginAsync(other);
        var second = await world.BeginAsync(world.UserId);

        Assert.Equal(1, await world.Sessions.EndAllAsync(world.UserId, second, SessionEnd.AccountChanged, Cancellation));

        Assert.Null(await world.ReadAsync());
        Assert.NotNull(await world.Sessions.ReadLiveAsync(second, null, Cancellation));
        Assert.NotNull(await world.Sessions.ReadLiveAsync(foreign, null, Cancellation));
    }

    private sealed class World(TestDatabase database, StillClock clock) : IAsyncDisposable
    {
        public StillClock Clock { get; } = clock;

        public SessionStore Sessions { get; } = new(database.Db, clock, new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12)));

        public GrantStore Grants { get; } = new(database.Db);

        public string Id { get; private set; } = "";

        public long UserId { get; private set; }

        public DateTime Now => Clock.GetUtcNow().UtcDateTime;

        public static async Task<World> StartAsync(Engine engine)
        {
            var world = new World(await TestDatabase.CreateAsync(engine), new(s_start));
            world.UserId = await world.AddAccountAsync("officer", Role.RegulatorOfficer);
            world.Id = await world.BeginAsync(world.UserId);
            return world;
        }

        public Task<long> AddAccountAsync(string name, Role role) => new UserStore(database.Db).ReplaceAsync(
            new() { Name = name, DisplayName = name, PasswordHash = "hash", CreatedAtUtc = s_start },
            new() { Role = role, Scope = "152500", GrantedBy = "a", GrantedAtUtc = s_start },
            Cancellation);

        public async Task<string> BeginAsync(long userId) => await Sessions.BeginAsync(
            userId, (await Grants.ReadAsync(userId, Cancellation))[0].Id, SignInMethod.Password, "203.0.113.7", new('a', 400), null, Cancellation);

        public Task<LiveSession?> ReadAsync() => Sessions.ReadLiveAsync(Id, Now, Cancellation);

        public async Task<SessionEnd?> EndReasonAsync()
        {
            await using var connection = await database.Db.OpenAsync(Cancellation);
            var text = await connection.ExecuteScalarAsync<string?>("SELECT EndReason FROM UserSession WHERE Id = @Id", new { Id });
            return text is null ? null : Enum.Parse<SessionEnd>(text);
        }

        public async Task RunAsync(string sql)
        {
            await using var connection = await database.Db.OpenAsync(Cancellation);
            Assert.True(await connection.ExecuteAsync(sql) > 0);
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
