using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Mapping;

public sealed class MappingStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AMappingKeptAndReplaced_IsTheLastOne(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var store = new MappingStore(database.Db, Sample.Audit(database.Db), TimeProvider.System);

        Assert.True(await store.ReplaceAsync(Mapping("甲", "一般"), Sample.By("handler"), Cancellation));
        Assert.True(await store.ReplaceAsync(Mapping("甲", "紧急"), Sample.By("handler"), Cancellation));

        var kept = await store.ReadAsync("甲", Cancellation);
        Assert.Equal("紧急", kept!.Constants[LedgerField.Urgency]);
        Assert.Single(await store.ReadAllAsync(Cancellation), mapping => mapping.Name == "甲");
    }

    [Theory, EngineData]
    public async Task AnEnterprise_SeesItsOwnAndSharedMappingsAndOverwritesOnlyItsOwn(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var store = new MappingStore(database.Db, Sample.Audit(database.Db), TimeProvider.System);
        await store.ReplaceAsync(Mapping("共用", "一般"), Sample.By("handler"), Cancellation);
        await store.ReplaceAsync(Mapping("自用", "一般") with { EnterpriseCode = Sample.EnterpriseCode }, Sample.By("handler"), Cancellation);

        Assert.False(await store.ReplaceAsync(Mapping("共用", "紧急") with { EnterpriseCode = Sample.EnterpriseCode }, Sample.By("handler"), Cancellation));
        Assert.False(await store.ReplaceAsync(Mapping("自用", "紧急"), Sample.By("handler"), Cancellation));

        Assert.Equal("一般", (await store.ReadAsync("共用", Cancellation))!.Constants[LedgerField.Urgency]);
        Assert.Contains("自用", (await store.ReadForAsync(Sample.EnterpriseCode, Cancellation)).Select(mapping => mapping.Name));
        Assert.DoesNotContain("自用", (await store.ReadForAsync("another", Cancellation)).Select(mapping => mapping.Name));
    }

    [Theory, EngineData]
    public async Task AMappingThatComesWithThePortal_IsFoundUntilItIsReplaced(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var store = new MappingStore(database.Db, Sample.Audit(database.Db), TimeProvider.System);

        Assert.NotEmpty((await store.ReadAsync("baltimore-311", Cancellation))!.DatePatterns);
        await store.ReplaceAsync(Mapping("baltimore-311", "一般"), Sample.By("handler"), Cancellation);

        Assert.Empty((await store.ReadAsync("baltimore-311", Cancellation))!.DatePatterns);
        Assert.Null(await store.ReadAsync("无此", Cancellation));
    }

    private static ColumnMapping Mapping(string name, string urgency) => new()
    {
        Name = name,
        Constants = new Dictionary<LedgerField, string> { [LedgerField.Urgency] = urgency },
    };
}
