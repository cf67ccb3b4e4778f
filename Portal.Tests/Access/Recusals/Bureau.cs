using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Permits;
using Portal.Data.Access.Recusals;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Recusals;

/// <summary>A database with one enterprise, a league with a county in it, another county, and people who work there.</summary>
internal sealed class Bureau : IAsyncDisposable
{
    public const string League = "159900";
    public const string County = "159901";
    public const string Elsewhere = "159999";

    private readonly TestDatabase _database;

    private Bureau(TestDatabase database)
    {
        _database = database;
        Audit = new(Db, Sample.Keys, Clock);
        Recusals = new(Db);
        Gate = new(Db, Recusals, Audit, Clock);
        Supervisors = new(Db);
        Scopes = new(new EnterpriseStore(Db), new JurisdictionStore(Db));
        Supervision = new(Db, Supervisors, Gate, Scopes, Clock);
        Interests = new(Db, Recusals, Gate, Audit, Sample.Keys, Clock);
        Permits = new(Db, new PermitStore(Db), Scopes, Audit, Clock);
    }

    public Db Db => _database.Db;

    public StillClock Clock { get; } = new(new(2025, 12, 5, 2, 0, 0));

    public AuditLog Audit { get; }

    public RecusalStore Recusals { get; }

    public RecusalGate Gate { get; }

    public SupervisorStore Supervisors { get; }

    public ScopeGate Scopes { get; }

    public Supervision Supervision { get; }

    public Interests Interests { get; }

    public PermitDesk Permits { get; }

    public Actor Leader { get; private set; } = Actor.Nobody;

    public Actor Officer { get; private set; } = Actor.Nobody;

    public Actor Inspector { get; private set; } = Actor.Nobody;

    public Actor Stranger { get; private set; } = Actor.Nobody;

    public Actor Handler { get; private set; } = Actor.Nobody;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Bureau> OpenAsync(Engine engine)
    {
        var bureau = new Bureau(await TestDatabase.CreateAsync(engine));
        await Sample.AddEnterpriseAsync(bureau.Db, Cancellation);
        await new JurisdictionStore(bureau.Db).AppendAsync(
            [
                new() { Code = County, ParentCode = League, Name = "示例县", NameEn = "Sample County", Level = JurisdictionLevel.County },
                new() { Code = Elsewhere, Name = "他处", NameEn = "Elsewhere", Level = JurisdictionLevel.City },
            ],
            Cancellation);
        bureau.Leader = await bureau.AddAsync("leader", Role.RegulatorLeader, League);
        bureau.Officer = await bureau.AddAsync("officer", Role.RegulatorOfficer, League);
        bureau.Inspector = await bureau.AddAsync("inspector", Role.Inspector, League);
        bureau.Stranger = await bureau.AddAsync("stranger", Role.RegulatorLeader, Elsewhere);
        bureau.Handler = await bureau.AddAsync("handler", Role.EnterpriseHandler, Sample.EnterpriseCode);
        return bureau;
    }

    public async Task<Actor> AddAsync(string name, Role role, string scope)
    {
        var account = new UserAccount { Name = name, DisplayName = name, PasswordHash = "", CreatedAtUtc = Clock.GetUtcNow().UtcDateTime };
        var grant = new UserGrant { Role = role, Scope = scope, GrantedBy = "test", GrantedAtUtc = Clock.GetUtcNow().UtcDateTime };
        var id = await new UserStore(Db).ReplaceAsync(account, grant, Cancellation);
        return new(name, name, role, scope) { UserId = id };
    }

    /// <summary>What was recorded since the ledgers were filed.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync()
    {
        await using var connection = await Db.OpenAsync(Cancellation);
        return (await connection.QueryAsync<string>("SELECT Action FROM AuditEntry WHERE Action <> 'FilingReceived' ORDER BY Seq")).AsList();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await Db.OpenAsync(Cancellation);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Db.OpenAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
