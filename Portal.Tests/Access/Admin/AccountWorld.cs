using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Data.Access.OpenId;
using Portal.Data.Access.SignIn;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Browser;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Admin;

/// <summary>A league with two banners, an enterprise in each, and a chief who administers everything.</summary>
internal sealed class AccountWorld : IAsyncDisposable
{
    public const string League = DemoPortal.League;
    public const string North = DemoPortal.Banner;
    public const string South = "152502";
    public const string NorthHeat = DemoPortal.EnterpriseCode;
    public const string SouthHeat = "91152502MA0DEMA026";

    private readonly TestDatabase _database;
    private readonly PersonalData _keys;
    private readonly string _folder;

    private AccountWorld(TestDatabase database)
    {
        _database = database;
        _folder = Directory.CreateTempSubdirectory("regulator-accounts-").FullName;
        _keys = PersonalData.Open(Path.Combine(_folder, "keys.json"));
        Users = new(database.Db);
        Grants = new(database.Db);
        Sessions = new(database.Db, Clock, Limits);
        Accounts = new(database.Db, Clock);
        var changes = new AccountChanges(database.Db, new(database.Db, _keys, Clock), Clock);
        New = new(database.Db, Users);
        Identities = new(database.Db, Users);
        Desk = new(database.Db, Users, changes);
        Roles = new(changes);
        Credentials = new(changes);
        Live = new(database.Db, changes, Limits);
    }

    public static SessionLimits Limits { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12));

    public StillClock Clock { get; } = new(new(2026, 3, 2, 1, 0, 0));

    public UserStore Users { get; }

    public NewAccountStore New { get; }

    public IdentityStore Identities { get; }

    public GrantStore Grants { get; }

    public SessionStore Sessions { get; }

    public AccountStore Accounts { get; }

    public AccountDesk Desk { get; }

    public GrantDesk Roles { get; }

    public CredentialDesk Credentials { get; }

    public SessionDesk Live { get; }

    /// <summary>Administers everything.</summary>
    public Actor Chief { get; private set; } = Actor.Nobody;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AccountWorld> StartAsync(Engine engine)
    {
        var world = new AccountWorld(await TestDatabase.CreateAsync(engine));
        await new JurisdictionStore(world._database.Db).AppendAsync(
            [
                new() { Code = League, Name = "示范盟", NameEn = "League", Level = JurisdictionLevel.City },
                new() { Code = North, ParentCode = League, Name = "北旗", NameEn = "North", Level = JurisdictionLevel.County },
                new() { Code = South, ParentCode = League, Name = "南旗", NameEn = "South", Level = JurisdictionLevel.County },
            ],
            Cancellation);
        await new EnterpriseStore(world._database.Db).AppendAsync(
            [
                DemoPortal.Enterprise,
                new() { Code = SouthHeat, Name = "南旗供热公司", NameEn = "South Heat", JurisdictionCode = South, Sectors = [Sector.Heat] },
            ],
            Cancellation);
        world.Chief = await world.AddAsync("chief", (Role.Administrator, Actor.Everywhere));
        return world;
    }

    /// <summary>Adds an account without asking anybody.</summary>
    /// <returns>Its owner under the first grant, outside any session.</returns>
    public async Task<Actor> AddAsync(string name, params (Role Role, string Scope)[] grants)
    {
        var (id, fault) = await Desk.AddAsync(
            Actor.CommandLine, new() { Name = name, DisplayName = name, PasswordHash = "hash", Grants = grants }, Cancellation);
        Assert.Null(fault);
        return new(name, name, grants[0].Role, grants[0].Scope) { UserId = id };
    }

    public async Task<string> SignInAsync(long userId, int grant = 0) => await Sessions.BeginAsync(
        userId, (await Grants.ReadAsync(userId, Cancellation))[grant].Id, SignInMethod.Password, "203.0.113.7", "Chrome/130 Windows", null, Cancellation);

    public async Task<bool> IsLiveAsync(string session) => await Sessions.ReadLiveAsync(session, null, Cancellation) is not null;

    public async Task<IReadOnlyList<string>> NamesAsync(AccountFilter filter) =>
        [.. (await Accounts.ReadPageAsync(filter, new(0, 50), Cancellation)).Items.Select(item => item.Account.Name)];

    /// <summary>What the log says of the account, in order.</summary>
    public async Task<IReadOnlyList<string>> ReadAuditAsync(long userId)
    {
        await using var connection = await _database.Db.OpenAsync(Cancellation);
        return (await connection.QueryAsync<string>(
            "SELECT Action FROM AuditEntry WHERE ObjectType = 'UserAccount' AND ObjectId = @Id ORDER BY Seq", new { Id = $"{userId}" })).AsList();
    }

    public async Task<int> CountAsync(string sql)
    {
        await using var connection = await _database.Db.OpenAsync(Cancellation);
        return await connection.ExecuteScalarAsync<int>(sql);
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = await _database.Db.OpenAsync(Cancellation);
        Assert.True(await connection.ExecuteAsync(sql) > 0);
    }

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        Directory.Delete(_folder, recursive: true);
        await _database.DisposeAsync();
    }
}
