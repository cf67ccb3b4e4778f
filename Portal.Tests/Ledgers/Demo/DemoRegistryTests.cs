using Portal.Data.Ledgers.Demo;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Demo;

public sealed class DemoRegistryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Build_Small_IsOneLeagueWithFiveBannersAndTwelveEnterprisesInThreeSectors()
    {
        var book = DemoRegistry.Build(new());

        Assert.Equal(5, book.Jurisdictions.Count(place => place.ParentCode == DemoRegistry.LeagueCode));
        Assert.Equal(12, book.Enterprises.Count);
        Assert.Equal([Sector.Heat, Sector.Gas, Sector.Water], book.Enterprises.SelectMany(item => item.Sectors).Distinct().Order());
        Assert.Equal([2025, 2026], book.Sizes.Select(size => size.Year).Distinct());
        Assert.Equal(
            [AuthorityKinds.CityManagement, AuthorityKinds.EconomyAndInformation, AuthorityKinds.Housing],
            book.Authorities.Select(authority => authority.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_Province_HasTheScaleOfTheHeatLane()
    {
        var book = DemoRegistry.Build(new() { Scale = DemoScale.Province });

        Assert.Equal((14, 100), (Count(JurisdictionLevel.City), Count(JurisdictionLevel.County)));
        Assert.Equal((97, 647), (book.Authorities.Count, book.Enterprises.Count));

        int Count(JurisdictionLevel level) => book.Jurisdictions.Count(place => place.Level == level);
    }

    [Theory]
    [InlineData(DemoScale.Small)]
    [InlineData(DemoScale.Province)]
    public void Build_AnyScale_HasValidCodesAndNothingTwice(DemoScale scale)
    {
        var book = DemoRegistry.Build(new() { Scale = scale });

        Assert.All(book.Enterprises, item => Assert.True(CreditCode.TryParse(item.Code, out _), item.Code));
        Assert.All(book.Jurisdictions, place => Assert.StartsWith("99", place.Code, StringComparison.Ordinal)); // no real place
        Assert.Distinct(book.Jurisdictions.Select(place => place.Code));
        Assert.Distinct(book.Enterprises.Select(item => item.Code));
        Assert.Distinct(book.Enterprises.Select(item => item.Name));
        Assert.Distinct(book.Enterprises.Select(item => item.Hotline).Concat(book.Contacts.Select(contact => contact.Phone)));
        Assert.All(book.Contacts, contact => Assert.Matches("^联系人[0-9]+$", contact.Name));
    }

    [Fact]
    public void Filings_OfAProvince_AreMadeOneAtATime()
    {
        DemoPlan plan = new() { Scale = DemoScale.Province, Rows = 1_000_000 };

        var first = DemoLedgers.Filings(plan).Take(3).ToList();

        Assert.Equal(3, first.Count);
        Assert.All(first, filing => Assert.NotEmpty(filing.Rows));
    }

    [Theory, EngineData]
    public async Task Append_TheSmallBook_IsReadBackWhole(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var book = DemoRegistry.Build(new());
        var store = new RegistryStore(database.Db);

        Assert.True(await store.IsEmptyAsync(Cancellation));
        await store.AppendAsync(book, Cancellation);

        Assert.False(await store.IsEmptyAsync(Cancellation));
        Assert.Equal(book.Jurisdictions, await new JurisdictionStore(database.Db).ReadAllAsync(Cancellation));
        Assert.Equal(
            book.Enterprises.Select(Line).Order(StringComparer.Ordinal),
            (await new EnterpriseStore(database.Db).ReadListAsync(Cancellation)).Select(Line).Order(StringComparer.Ordinal));
        Assert.Equal(12, (await new EnterpriseSizeStore(database.Db).ReadAllInForceAsync(2026, Cancellation)).Count(size => size.Year == 2026));
        Assert.Equal(
            [ContactRole.SectionLeader, ContactRole.Liaison],
            (await new ContactStore(database.Db).ReadHoldersAsync(ContactSubject.Authority, book.Authorities[0].Code, new(2026, 1, 1), Cancellation)).Select(contact => contact.Role));

        static string Line(Enterprise item) => $"{item.Code} {item.Name} {item.NameEn} {item.JurisdictionCode} {item.Hotline} {string.Join('+', item.Sectors)}";
    }

    [Fact]
    public async Task Append_BookWithAFault_LeavesNothing()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var book = DemoRegistry.Build(new());
        var store = new RegistryStore(database.Db);

        await Assert.ThrowsAsync<ArgumentException>(
            () => store.AppendAsync(book with { Enterprises = [book.Enterprises[0] with { Code = "1" }] }, Cancellation));

        Assert.True(await store.IsEmptyAsync(Cancellation));
    }
}
