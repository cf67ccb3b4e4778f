using System.Globalization;
using System.Text.Json;
using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData("2024-11-04", true)] // an ordinary Monday
    [InlineData("2024-11-09", false)] // an ordinary Saturday
    [InlineData("2024-10-07", false)] // a Monday of National Day
    [InlineData("2024-10-12", true)] // the Saturday worked in exchange
    [InlineData("2025-01-26", true)] // the Sunday worked before Spring Festival
    [InlineData("2026-01-04", true)] // the Sunday worked after New Year
    public void IsWorkingDay_FollowsTheNotice(string day, bool expected) =>
        Assert.Equal(expected, CalendarFile.Shipped.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2024-09-30", 1, "2024-10-08")] // over the holiday
    [InlineData("2024-10-11", 1, "2024-10-12")] // to the worked Saturday
    [InlineData("2024-10-11", 2, "2024-10-14")]
    [InlineData("2024-10-05", 0, "2024-10-05")] // nothing to add: the day itself, though off
    [InlineData("2025-12-31", 1, "2026-01-04")] // over New Year to the worked Sunday
    public void AddWorkingDays_CountsFromTheDayAfter(string day, int workingDays, string expected) =>
        Assert.Equal(Day(expected), CalendarFile.Shipped.AddWorkingDays(Day(day), workingDays));

    [Fact]
    public void CoveredYears_AreThoseShipped()
    {
        Assert.Equal([2023, 2024, 2025, 2026], CalendarFile.Shipped.CoveredYears);
        Assert.False(CalendarFile.Shipped.Covers(2027));
        Assert.False(CalendarFile.Shipped.Covers(Day("2026-12-31"), Day("2027-01-01")));
    }

    [Fact]
    public void Shipped_AgreesWithThePublishedDaysOfEveryYear()
    {
        var folder = SharedHolidays();
        Assert.SkipWhen(folder is null, "../shared/data/holidays is not beside the project.");

        var published = new Dictionary<DateOnly, bool>();
        foreach (var file in Directory.EnumerateFiles(folder, "20*.json"))
        {
            using var year = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var day in year.RootElement.GetProperty("days").EnumerateArray())
            {
                published[Day(day.GetProperty("date").GetString()!)] = !day.GetProperty("isOffDay").GetBoolean();
            }
        }

        Assert.NotEmpty(published);
        for (var day = new DateOnly(2023, 1, 1); day.Year <= 2026; day = day.AddDays(1))
        {
            var weekday = day.DayOfWeek is not DayOfWeek.Saturday and not DayOfWeek.Sunday;
            Assert.Equal((day, published.GetValueOrDefault(day, weekday)), (day, CalendarFile.Shipped.IsWorkingDay(day)));
        }
    }

    [Fact]
    public void Read_PublishedForm_GivesTheSameYear()
    {
        const string file = """
            { "year": 2027, "papers": ["notice"], "days": [
                { "name": "元旦", "date": "2027-01-01", "isOffDay": true },
                { "name": "元旦", "date": "2027-01-03", "isOffDay": false } ] }
            """;

        var year = Assert.Single(CalendarFile.Read(file).Years);

        Assert.Equal((2027, "notice"), (year.Year, year.Source));
        var calendar = CalendarFile.Shipped.With([year]);
        Assert.Equal((false, true), (calendar.IsWorkingDay(Day("2027-01-01")), calendar.IsWorkingDay(Day("2027-01-03"))));
        Assert.True(calendar.Covers(Day("2026-12-31"), Day("2027-01-01")));
    }

    [Fact]
    public void With_AYearLoadedAgain_TheLaterOneHolds()
    {
        var emergency = CalendarFile.Read("""{ "years": [ { "year": 2025, "off": { "临时": ["2025-03-03"] } } ] }""");

        var calendar = CalendarFile.Shipped.With(emergency.Years);

        Assert.False(calendar.IsWorkingDay(Day("2025-03-03")));
        Assert.True(calendar.IsWorkingDay(Day("2025-10-01"))); // the shipped holidays of that year are replaced, not joined
    }

    [Theory]
    [InlineData("[]", "calendar: The file must hold one JSON object.")]
    [InlineData("{ \"years\": [", "calendar: The file is not JSON (line 1).")]
    [InlineData("{ \"year\": 2025 }", "calendar, years: must be a list of objects.")]
    [InlineData("""{ "years": [ { "off": { "x": ["2025-01-01"] } } ] }""", "year 1, year: is missing.")]
    [InlineData("""{ "years": [ { "year": 2025 } ] }""", "2025, off: holds no day off in 2025; a year without holidays is more likely a mistake.")]
    [InlineData("""{ "years": [ { "year": 1899, "off": { "x": ["1899-01-01"] } } ] }""", "year 1, year: must be a year from 2000 to 2100.")]
    [InlineData("""{ "years": [ { "year": 2025, "off": { "x": ["1 May"] } } ] }""", "2025, off.x: \"1 May\" must be a day as yyyy-MM-dd or a span of days as yyyy-MM-dd/yyyy-MM-dd.")]
    [InlineData("""{ "years": [ { "year": 2025, "off": { "x": ["2025-05-01"] }, "worked": { "y": ["2025-05-01"] } } ] }""", "2025, off: 2025-05-01 is given more than once.")]
    [InlineData("""{ "years": [ { "year": 2025, "off": { "x": ["2026-05-01"] } } ] }""", "2025, off.x: \"2026-05-01\" lies in 2026, not in 2025.")]
    [InlineData("""{ "years": [ { "year": 2027, "off": { "元旦": ["2026-01-01/2026-01-03"] } } ] }""", "2027, off.元旦: \"2026-01-01/2026-01-03\" lies in 2026, not in 2027 or in the December before.")]
    [InlineData("""{ "years": [ { "year": 2027, "off": { "元旦": ["2026-12-30/2026-12-31"] } } ] }""", "2027, off: holds no day off in 2027; a year without holidays is more likely a mistake.")]
    [InlineData("""{ "years": [ { "year": 2027, "off": { "元旦": ["2027-12-30/2028-01-02"] } } ] }""", "2027, off.元旦: \"2027-12-30/2028-01-02\" runs into 2028; end it with 2027-12-31 and give the rest with 2028.")]
    [InlineData("""{ "years": [ { "year": 2027, "off": { "x": ["2027-01-03/2027-01-01"] } } ] }""", "2027, off.x: \"2027-01-03/2027-01-01\" ends before it begins.")]
    [InlineData("""{ "years": [ { "year": 2027, "off": { "x": ["2027-01-01/2028-01-01"] } } ] }""", "2027, off.x: \"2027-01-01/2028-01-01\" holds 366 days; a span holds 31 at most.")]
    [InlineData("""{ "year": 2027, "days": [ { "name": "x", "date": "2026-01-01", "isOffDay": true } ] }""", "2027, day 1, date: \"2026-01-01\" lies in 2026, not in 2027 or in the December before.")]
    [InlineData("""{ "year": 2025, "days": [ { "name": "x", "date": "2025-05-01" } ] }""", "2025, day 1, isOffDay: is missing.")]
    public void Read_FaultyFile_NamesTheYearAndTheProperty(string json, string problem)
    {
        var reading = CalendarFile.Read(json);

        Assert.Contains(problem, reading.Problems.Select(fault => fault.ToString()));
        Assert.Empty(reading.Years);
    }

    [Theory]
    [InlineData("2026-10-31", null)]
    [InlineData("2026-11-01", 2027)] // the notice for the next year is out
    [InlineData("2027-01-01", 2027)]
    public void TheNextYearIsMissed_FromNovemberOn(string today, int? missing) =>
        Assert.Equal(missing, CalendarNotice.MissingYear(CalendarFile.Shipped, Day(today)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? SharedHolidays()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Regulator.sln")))
            {
                var shared = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", "holidays"));
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
