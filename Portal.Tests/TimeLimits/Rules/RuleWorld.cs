using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.TimeLimits.Rules;

/// <summary>A province, a league and two banners, their officers and leaders, and a clock that is moved by hand.</summary>
internal sealed class RuleWorld : IAsyncDisposable
{
    private RuleWorld(TestDatabase database, MovedClock clock)
    {
        Database = database;
        Clock = clock;
        var jurisdictions = new JurisdictionStore(Db);
        var gate = new ScopeGate(new EnterpriseStore(Db), jurisdictions);
        Book = Sample.Rules(Db, clock);
        Seasons = new(Db, Sample.Audit(Db));
        Versions = new(Db, Sample.Audit(Db), clock);
        Desk = new(Book, new(Db, Sample.Audit(Db)), Seasons, jurisdictions, new(Db), gate, clock);
    }

    public static Actor Officer { get; } = new("officer", "Officer", Role.RegulatorOfficer, "1525");

    public static Actor Leader { get; } = new("leader", "Leader", Role.RegulatorLeader, "1525");

    public TestDatabase Database { get; }

    public Db Db => Database.Db;

    public MovedClock Clock { get; }

    public RuleBook Book { get; }

    public RuleDesk Desk { get; }

    public SeasonStore Seasons { get; }

    public RuleVersionStore Versions { get; }

    public static async Task<RuleWorld> CreateAsync(Engine engine, CancellationToken cancellation)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await new JurisdictionStore(database.Db).AppendAsync(
            [Place("15", null), Place("1525", "15"), Place("152501", "1525"), Place("152502", "1525")], cancellation);
        return new(database, new() { Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero) });

        static Jurisdiction Place(string code, string? parent) =>
            new() { Code = code, ParentCode = parent, Name = code, NameEn = code, Level = JurisdictionLevel.County };
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    public static RuleOverride Override(string jurisdiction, string rule, RuleChange change, DateOnly from, DateOnly? to = null) => new()
    {
        JurisdictionCode = jurisdiction,
        SetCode = "S0",
        RuleId = rule,
        EffectiveFrom = from,
        EffectiveTo = to,
        Change = change,
        Reason = "地广人稀",
        DecidedBy = "",
        DecidedAtUtc = default,
    };

    internal sealed class MovedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public void Pass(TimeSpan time) => Now += time;
    }
}
