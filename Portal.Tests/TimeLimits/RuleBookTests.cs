using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.TimeLimits;

public sealed class RuleBookTests
{
    private const string Year2027 = """
        { "years": [ { "year": 2027, "source": "notice", "off": { "元旦": ["2026-12-31/2027-01-02"] }, "worked": { "元旦": ["2027-01-03"] } } ] }
        """;

    private static readonly Actor s_by = new("regulator", "Regulator", Role.RegulatorOfficer, "1525");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task Adopt_HoldsBelowTheJurisdiction_FromItsDay(Engine engine)
    {
        await using var database = await WithJurisdictionsAsync(engine);
        var book = Book(database.Db);

        var result = await book.AdoptAsync("S0", "1525", new(2025, 1, 1), s_by, Cancellation);

        var adopted = Assert.IsType<AdoptionResult.Adopted>(result).Adoption;
        var stored = Assert.Single(await new RuleSetStore(database.Db, Sample.Audit(database.Db)).ReadAdoptionsAsync(Cancellation));
        Assert.Equal((adopted.Id, "1525", "S0", new DateOnly(2025, 1, 1), "regulator"), (stored.Id, stored.JurisdictionCode, stored.SetCode, stored.EffectiveFrom, stored.AdoptedBy));
        Assert.True((TimeProvider.System.GetUtcNow().UtcDateTime - stored.AdoptedAtUtc).Duration() < TimeSpan.FromMinutes(1));
        var rules = await book.ReadRulesAsync("152501", Cancellation);
        Assert.Equal("S0", rules.On(new(2025, 1, 1), [Sector.Heat]).Code);
    }

    [Theory, EngineData]
    public async Task Adopt_WhatIsNotThere_IsRefusedAndStoresNothing(Engine engine)
    {
        await using var database = await WithJurisdictionsAsync(engine);
        var book = Book(database.Db);

        Assert.IsType<AdoptionResult.UnknownSet>(await book.AdoptAsync("S9", "1525", new(2025, 1, 1), s_by, Cancellation));
        Assert.IsType<AdoptionResult.UnknownJurisdiction>(await book.AdoptAsync("S0", "99", new(2025, 1, 1), s_by, Cancellation));
        Assert.Empty(await new RuleSetStore(database.Db, Sample.Audit(database.Db)).ReadAdoptionsAsync(Cancellation));
    }

    [Theory, EngineData]
    public async Task Adopt_OnADayThatMustBeASlip_OrTwice_IsRefusedWithTheReason(Engine engine)
    {
        await using var database = await WithJurisdictionsAsync(engine);
        var book = Book(database.Db);
        Task<AdoptionResult> Adopt(string set, DateOnly from) => book.AdoptAsync(set, "1525", from, s_by, Cancellation);

        Assert.IsType<AdoptionResult.NoSuchDay>(await Adopt("S1", DateOnly.MinValue));
        Assert.IsType<AdoptionResult.NoSuchDay>(await Adopt("S1", DateOnly.MaxValue));
        Assert.IsType<AdoptionResult.Adopted>(await Adopt("S1", new(2026, 1, 1)));
        Assert.IsType<AdoptionResult.Already>(await Adopt("S1", new(2026, 1, 1)));
        Assert.IsType<AdoptionResult.Adopted>(await Adopt("S4", new(2026, 1, 1)));
        Assert.IsType<AdoptionResult.Adopted>(await Adopt("S1", new(2026, 1, 1))); // S4 was decided meanwhile, so this changes something

        Assert.Equal(["S1", "S4", "S1"], (await book.ReadDecisionsAsync(Cancellation)).Adoptions.Select(adoption => adoption.SetCode));
    }

    [Theory, EngineData]
    public async Task LoadCalendar_AddsTheYear_AndLoadedAgain_ReplacesIt(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var book = Book(database.Db);

        Assert.Empty((await book.LoadCalendarAsync(Year2027, s_by, Cancellation)).Problems);
        var first = await book.ReadCalendarAsync(Cancellation);
        await book.LoadCalendarAsync(Year2027.Replace("2027-01-03", "2027-01-09", StringComparison.Ordinal), s_by, Cancellation);
        var second = await book.ReadCalendarAsync(Cancellation);

        Assert.Equal([2023, 2024, 2025, 2026, 2027], first.CoveredYears);
        Assert.Equal("notice", first.Years[^1].Source);
        Assert.Equal([false, true, false], Days(first));
        Assert.Equal([false, false, true], Days(second));

        static bool[] Days(WorkingCalendar calendar) =>
            [calendar.IsWorkingDay(new(2026, 12, 31)), calendar.IsWorkingDay(new(2027, 1, 3)), calendar.IsWorkingDay(new(2027, 1, 9))];
    }

    [Theory, EngineData]
    public async Task LoadCalendar_FaultyFile_LoadsNothing(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var book = Book(database.Db);

        var reading = await book.LoadCalendarAsync(Year2027.Replace("2027-01-03", "3 January", StringComparison.Ordinal), s_by, Cancellation);

        Assert.Equal("worked.元旦", Assert.Single(reading.Problems).Property);
        Assert.Empty(await new CalendarStore(database.Db, Sample.Audit(database.Db)).ReadAsync(Cancellation));
    }

    private static RuleBook Book(Db db) => Sample.Rules(db);

    private static async Task<TestDatabase> WithJurisdictionsAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var jurisdictions = new JurisdictionStore(database.Db);
        await jurisdictions.AppendAsync([Jurisdiction("15", null), Jurisdiction("1525", "15"), Jurisdiction("152501", "1525")], Cancellation);
        return database;

        static Jurisdiction Jurisdiction(string code, string? parent) =>
            new() { Code = code, ParentCode = parent, Name = code, NameEn = code, Level = JurisdictionLevel.County };
    }
}
