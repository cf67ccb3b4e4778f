using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Registry;

public sealed class RegistryStoreTests
{
    private const string Heat = "10000000000000000Y";
    private const string Water = "01000000000000000W";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ReadChain_OfACounty_EndsAtTheProvince(Engine engine)
    {
        await using var database = await FilledAsync(engine);
        var store = new JurisdictionStore(database.Db);

        Assert.Equal(["992521", "992500", "990000"], (await store.ReadChainAsync("992521", Cancellation)).Select(node => node.Code));
        Assert.Equal(["990000"], (await store.ReadChainAsync("990000", Cancellation)).Select(node => node.Code));
        Assert.Empty(await store.ReadChainAsync("123456", Cancellation));
    }

    [Theory, EngineData]
    public async Task ReadWithin_OfACity_HoldsItselfAndItsCountiesOnly(Engine engine)
    {
        await using var database = await FilledAsync(engine);
        var store = new JurisdictionStore(database.Db);

        Assert.Equal(["992500", "992521", "992522"], (await store.ReadWithinAsync("992500", Cancellation)).Select(node => node.Code));
        Assert.Equal(["992521"], (await store.ReadWithinAsync("992521", Cancellation)).Select(node => node.Code));
        Assert.Empty(await store.ReadWithinAsync("99", Cancellation)); // a prefix of a code is no code
        Assert.Equal(5, (await store.ReadAllAsync(Cancellation)).Count);
    }

    [Theory, EngineData]
    public async Task ReadByCode_OfAnEnterprise_ReturnsItWithAllSectors(Engine engine)
    {
        await using var database = await FilledAsync(engine);
        var store = new EnterpriseStore(database.Db);

        var found = await store.ReadByCodeAsync(Heat, Cancellation);

        Assert.NotNull(found);
        Assert.Equal(("示例热力", "Sample Heat", "992521", "0499-0000001"), (found.Name, found.NameEn, found.JurisdictionCode, found.Hotline));
        Assert.Equal([Sector.Heat, Sector.Drainage], found.Sectors);
        Assert.Null(await store.ReadByCodeAsync("00000000000000000X", Cancellation));
    }

    [Theory, EngineData]
    public async Task ReadPage_OfAJurisdiction_HoldsTheEnterprisesBelowIt(Engine engine)
    {
        await using var database = await FilledAsync(engine);

        Assert.Equal([Water, Heat], await CodesAsync(new(JurisdictionCode: "990000")));
        Assert.Equal([Heat], await CodesAsync(new(JurisdictionCode: "992500")));
        Assert.Equal([], await CodesAsync(new(JurisdictionCode: "992522")));
        Assert.Equal([Heat], await CodesAsync(new(Sector: Sector.Drainage)));
        Assert.Equal([Water], await CodesAsync(new(Search: "水务")));
        Assert.Equal([Water], await CodesAsync(new(Search: "100%_[ok]"))); // LIKE's own characters mean themselves
        Assert.Equal([], await CodesAsync(new(Search: "1__%")));

        async Task<IEnumerable<string>> CodesAsync(EnterpriseFilter filter) =>
            (await new EnterpriseStore(database.Db).ReadPageAsync(filter, EnterpriseSort.Code, new(0, 10), Cancellation)).Items.Select(item => item.Code);
    }

    [Theory, EngineData]
    public async Task ReadPage_SmallerThanTheList_TellsTheTotal(Engine engine)
    {
        await using var database = await FilledAsync(engine);
        var store = new EnterpriseStore(database.Db);

        var first = await store.ReadPageAsync(new(), EnterpriseSort.Name, new(0, 1), Cancellation);
        var second = await store.ReadPageAsync(new(), EnterpriseSort.Jurisdiction, new(1, 1), Cancellation);

        Assert.Equal((2, 1), (first.Total, first.Items.Count));
        Assert.Equal(Water, Assert.Single(second.Items).Code);
        Assert.Equal([Heat, Water], (await store.ReadListAsync(Cancellation)).Select(item => item.Code));
    }

    [Theory]
    [InlineData("100000000000000000")] // wrong check character
    [InlineData("10000000000000000y")] // stored codes are upper case
    public async Task Append_CodeIsNoCreditCode_IsABrokenContract(string code)
    {
        await using var database = await FilledAsync(Engine.Sqlite);

        await Assert.ThrowsAsync<ArgumentException>(() => new EnterpriseStore(database.Db).AppendAsync([Sample(code, "992521")], Cancellation));
    }

    [Theory, EngineData]
    public async Task ReadInForce_YearWithoutItsOwnBase_UsesTheLatestEarlierOne(Engine engine)
    {
        await using var database = await FilledAsync(engine);
        var store = new EnterpriseSizeStore(database.Db);
        await store.AppendAsync(
            [
                new() { EnterpriseCode = Heat, Year = 2024, Households = 900, HeatedSquareMetres = 3_000_000_000 },
                new() { EnterpriseCode = Heat, Year = 2026, Households = 1000 },
            ],
            Cancellation);

        Assert.Null(await store.ReadInForceAsync(Heat, 2023, Cancellation));
        Assert.Equal(3_000_000_000, (await store.ReadInForceAsync(Heat, 2025, Cancellation))!.HeatedSquareMetres);
        Assert.Equal(1000, (await store.ReadInForceAsync(Heat, 2026, Cancellation))!.Households);
        Assert.Equal((Heat, 2024), Assert.Single((await store.ReadAllInForceAsync(2025, Cancellation)).Select(size => (size.EnterpriseCode, size.Year))));
        Assert.Equal([2026, 2024], (await store.ReadHistoryAsync(Heat, Cancellation)).Select(size => size.Year));
    }

    [Theory, EngineData]
    public async Task Appoint_Successor_EndsThePredecessorAndKeepsTheEntry(Engine engine)
    {
        await using var database = await FilledAsync(engine);
        var store = new ContactStore(database.Db);

        Assert.Equal(Appointment.Made, await store.AppointAsync(Holder("联系人01", new(2025, 1, 1)), Cancellation));
        Assert.Equal(Appointment.Made, await store.AppointAsync(Holder("联系人02", new(2026, 3, 1)), Cancellation));

        Assert.Equal(
            [("联系人02", null), ("联系人01", new DateOnly(2026, 3, 1))],
            (await store.ReadHistoryAsync(ContactSubject.Enterprise, Heat, Cancellation)).Select(entry => (entry.Name, entry.ValidTo)));
        Assert.Equal("联系人01", Assert.Single(await HoldersAsync(new(2026, 2, 28))).Name);
        Assert.Equal("联系人02", Assert.Single(await HoldersAsync(new(2026, 3, 1))).Name); // the day of the change is the successor's
        Assert.Empty(await HoldersAsync(new(2024, 12, 31)));

        Task<IReadOnlyList<Contact>> HoldersAsync(DateOnly day) =>
            store.ReadHoldersAsync(ContactSubject.Enterprise, Heat, day, Cancellation);
    }

    [Theory, EngineData]
    public async Task Appoint_NotAfterThePredecessor_ChangesNothing(Engine engine)
    {
        await using var database = await FilledAsync(engine);
        var store = new ContactStore(database.Db);
        await store.AppointAsync(Holder("联系人01", new(2025, 1, 1)), Cancellation);

        Assert.Equal(Appointment.NotAfterPredecessor, await store.AppointAsync(Holder("联系人02", new(2025, 1, 1)), Cancellation));

        Assert.Equal("联系人01", Assert.Single(await store.ReadHistoryAsync(ContactSubject.Enterprise, Heat, Cancellation)).Name);
    }

    [Theory, EngineData]
    public async Task Channels_AndAuthorities_ReadBackAsWritten(Engine engine)
    {
        await using var database = await FilledAsync(engine);
        var authorities = new AuthorityStore(database.Db);
        EnterpriseChannel hall = new() { EnterpriseCode = Heat, Kind = ChannelKind.ServiceHall, Address = "示例路1号", IsVerified = true, CheckedOn = new(2026, 4, 1) };
        EnterpriseChannel site = new() { EnterpriseCode = Heat, Kind = ChannelKind.Website, Address = "https://heat.example", IsVerified = false };
        Authority bureau = new() { Code = "992521-C", Name = "示例城管局", NameEn = "Sample Bureau", Kind = AuthorityKinds.CityManagement, JurisdictionCode = "992521" };

        await new ChannelStore(database.Db).AppendAsync([hall, site], Cancellation);
        await authorities.AppendAsync([bureau], Cancellation);

        Assert.Equal([site, hall], await new ChannelStore(database.Db).ReadByEnterpriseAsync(Heat, Cancellation));
        Assert.Equal([bureau], await authorities.ReadAllAsync(Cancellation));
        Assert.Equal(bureau, await authorities.ReadByCodeAsync("992521-C", Cancellation));
        Assert.Null(await authorities.ReadByCodeAsync("none", Cancellation));
    }

    private static async Task<TestDatabase> FilledAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await new JurisdictionStore(database.Db).AppendAsync(
            [
                Node("990000", null, JurisdictionLevel.Province),
                Node("992500", "990000", JurisdictionLevel.City),
                Node("992521", "992500", JurisdictionLevel.County),
                Node("992522", "992500", JurisdictionLevel.County),
                Node("992600", "990000", JurisdictionLevel.City),
            ],
            Cancellation);
        await new EnterpriseStore(database.Db).AppendAsync(
            [
                Sample(Heat, "992521"),
                Sample(Water, "992600") with { Name = "示例水务", NameEn = "Sample 100%_[ok] Water", Sectors = [Sector.Water] },
            ],
            Cancellation);
        return database;
    }

    private static Jurisdiction Node(string code, string? parent, JurisdictionLevel level) =>
        new() { Code = code, ParentCode = parent, Name = "示例" + code, NameEn = "Sample " + code, Level = level };

    private static Enterprise Sample(string code, string jurisdiction) => new()
    {
        Code = code,
        Name = "示例热力",
        NameEn = "Sample Heat",
        JurisdictionCode = jurisdiction,
        Hotline = "0499-0000001",
        Sectors = [Sector.Drainage, Sector.Heat],
    };

    private static Contact Holder(string name, DateOnly from) => new()
    {
        SubjectKind = ContactSubject.Enterprise,
        SubjectCode = Heat,
        Role = ContactRole.Principal,
        Name = name,
        ValidFrom = from,
    };
}
