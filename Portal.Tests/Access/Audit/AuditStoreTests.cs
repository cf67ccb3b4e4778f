using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Audit;

/// <summary>Who reads which entries, and that filters are data.</summary>
public sealed class AuditStoreTests
{
    private const string Elsewhere = "152600";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task Everybody_ReadsWhatConcernsThem_AndNothingElse(Engine engine)
    {
        await using var database = await FillAsync(engine);

        Assert.Equal(["enterprise"], await ReadAsync(database.Db, As(Role.EnterpriseHandler, DemoPortal.EnterpriseCode)));
        Assert.Equal([], await ReadAsync(database.Db, As(Role.EnterpriseHandler, "another")));
        Assert.Equal(["banner", "enterprise"], await ReadAsync(database.Db, As(Role.Auditor, DemoPortal.Banner)));
        Assert.Equal(["banner", "enterprise", "league"], await ReadAsync(database.Db, As(Role.Auditor, DemoPortal.League)));
        Assert.Equal(["elsewhere"], await ReadAsync(database.Db, As(Role.Administrator, Elsewhere)));
        Assert.Equal(["banner", "elsewhere", "enterprise", "league", "nowhere"], await ReadAsync(database.Db, As(Role.Auditor, Actor.Everywhere)));
        Assert.Equal([], await ReadAsync(database.Db, As(Role.RegulatorLeader, Actor.Everywhere)));
        Assert.Equal([], await ReadAsync(database.Db, Actor.Nobody));
    }

    [Theory, EngineData]
    public async Task AnEntryWithoutAPlace_BelongsToTheActorsScope(Engine engine)
    {
        await using var database = await FillAsync(engine);
        var log = new AuditLog(database.Db, Sample.Keys, TimeProvider.System);
        await log.AppendAsync(Draft("own", As(Role.Inspector, DemoPortal.Banner)), Cancellation);

        Assert.Contains("own", await ReadAsync(database.Db, As(Role.Auditor, DemoPortal.Banner)));
        Assert.DoesNotContain("own", await ReadAsync(database.Db, As(Role.Auditor, Elsewhere)));
    }

    [Theory, EngineData]
    public async Task Filters_Narrow_AndTheStreamReadsTheSame(Engine engine)
    {
        await using var database = await FillAsync(engine);
        var everything = new AuditFilter(As(Role.Auditor, Actor.Everywhere));
        var today = AuditRules.DayOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        (AuditFilter Filter, int Found)[] cases =
        [
            (everything with { User = "some" }, 5),
            (everything with { User = "body" }, 0),
            (everything with { Action = AuditAction.Exported }, 5),
            (everything with { Action = AuditAction.Recused }, 0),
            (everything with { Kinds = [AuditAction.SignedOut, AuditAction.Exported] }, 5),
            (everything with { Kinds = [AuditAction.SignedOut] }, 0),
            (everything with { ObjectType = "Case", ObjectId = "league" }, 1),
            (everything with { ObjectType = "Filing", ObjectId = "league" }, 0),
            (everything with { EnterpriseCode = DemoPortal.EnterpriseCode }, 1),
            (everything with { From = today.AddDays(-1), To = today.AddDays(1) }, 5),
            (everything with { To = today.AddDays(-1) }, 0),
            (everything with { From = today.AddDays(1) }, 0),
        ];
        foreach (var (filter, found) in cases)
        {
            var page = await new AuditStore(database.Db).ReadPageAsync(filter, new(0, 50), Cancellation);
            var streamed = new List<long>();
            await foreach (var entry in new AuditStore(database.Db).StreamAsync(filter, Cancellation))
            {
                streamed.Add(entry.Seq);
            }

            Assert.Equal(found, page.Total);
            Assert.Equal(page.Items.Select(entry => entry.Seq), streamed);
        }
    }

    [Theory, EngineData]
    public async Task InjectionStrings_AreData(Engine engine)
    {
        await using var database = await FillAsync(engine);
        var store = new AuditStore(database.Db);
        foreach (var text in new[] { "' OR '1'='1", "%", "_", "[a-z]", "\\", "'; DROP TABLE AuditEntry; --", "\"", "1)) OR ((1=1" })
        {
            var everything = new AuditFilter(As(Role.Auditor, Actor.Everywhere));
            foreach (var filter in new[] { everything with { User = text }, everything with { ObjectType = text }, everything with { ObjectId = text }, everything with { EnterpriseCode = text } })
            {
                Assert.Equal(0, (await store.ReadPageAsync(filter, new(0, 50), Cancellation)).Total);
            }

            Assert.Equal([], await ReadAsync(database.Db, As(Role.EnterpriseHandler, text)));
            Assert.Equal([], await ReadAsync(database.Db, As(Role.Auditor, text)));
        }

        Assert.Equal(5, (await ReadAsync(database.Db, As(Role.Auditor, Actor.Everywhere))).Count);
    }

    private static Actor As(Role role, string scope) => new("somebody", "Somebody", role, scope);

    private static AuditDraft Draft(string id, Actor actor) => new() { Actor = actor, Action = AuditAction.Exported, ObjectType = "Case", ObjectId = id };

    private static async Task<List<string>> ReadAsync(Db db, Actor reader)
    {
        var page = await new AuditStore(db).ReadPageAsync(new(reader), new(0, 50), Cancellation);
        return [.. page.Items.Select(entry => entry.ObjectId).Order(StringComparer.Ordinal)];
    }

    private static async Task<TestDatabase> FillAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await new JurisdictionStore(database.Db).AppendAsync(
            [
                new() { Code = DemoPortal.League, Name = "盟", NameEn = "League", Level = JurisdictionLevel.City },
                new() { Code = DemoPortal.Banner, ParentCode = DemoPortal.League, Name = "旗", NameEn = "Banner", Level = JurisdictionLevel.County },
                new() { Code = Elsewhere, Name = "市", NameEn = "City", Level = JurisdictionLevel.City },
            ],
            Cancellation);
        await new EnterpriseStore(database.Db).AppendAsync([DemoPortal.Enterprise], Cancellation);
        var log = new AuditLog(database.Db, Sample.Keys, TimeProvider.System);
        var everywhere = As(Role.Administrator, Actor.Everywhere);
        await log.AppendAsync(Draft("enterprise", everywhere) with { EnterpriseCode = DemoPortal.EnterpriseCode }, Cancellation);
        await log.AppendAsync(Draft("banner", everywhere) with { JurisdictionCode = DemoPortal.Banner }, Cancellation);
        await log.AppendAsync(Draft("league", everywhere) with { JurisdictionCode = DemoPortal.League }, Cancellation);
        await log.AppendAsync(Draft("elsewhere", everywhere) with { JurisdictionCode = Elsewhere }, Cancellation);
        await log.AppendAsync(Draft("nowhere", everywhere), Cancellation);
        return database;
    }
}
