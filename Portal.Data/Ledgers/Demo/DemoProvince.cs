using System.Globalization;
using Portal.Data.Registry;

namespace Portal.Data.Ledgers.Demo;

/// <summary>The large region (S4-02): 14 cities, 100 counties, 97 bureaus and 647 enterprises, all merely numbered.</summary>
internal static class DemoProvince
{
    private const int Cities = 14;
    private const int Counties = 100;
    private const int CountyBureaus = 82; // with the province's and the cities' 97 in all; the other counties answer to their city
    private const int Enterprises = 647;

    public static DemoRegion Build()
    {
        Jurisdiction province = new() { Code = DemoRegistry.ProvinceCode, Name = "示例省", NameEn = "Sample Province", Level = JurisdictionLevel.Province };
        var cities = Enumerable.Range(1, Cities).Select(City).ToList();
        var counties = Enumerable.Range(0, Counties).Select(index => County(cities[index % Cities], (index / Cities) + 1)).ToList();

        return new(
            [province, .. cities, .. counties],
            [
                .. cities.Prepend(province).Concat(counties.Take(CountyBureaus)).Select((place, index) =>
                    DemoRegistry.Bureau(place, index % 6 == 5 ? AuthorityKinds.CityManagement : AuthorityKinds.Housing)),
            ],
            [.. Enumerable.Range(1, Enterprises).Select(number => Enterprise(number, counties[number % Counties]))]);
    }

    // 990100 … 991400, but the 14th keeps the code of the league, so that both scales know it.
    private static Jurisdiction City(int number) => new()
    {
        Code = number == Cities ? DemoRegistry.LeagueCode : Text($"99{number:00}00"),
        ParentCode = DemoRegistry.ProvinceCode,
        Name = Text($"示例{number:00}市"),
        NameEn = Text($"Sample City {number:00}"),
        Level = JurisdictionLevel.City,
    };

    private static Jurisdiction County(Jurisdiction city, int number) => new()
    {
        Code = Text($"{city.Code[..4]}{number + 20}"),
        ParentCode = city.Code,
        Name = Text($"{city.Name[..^1]}{number:00}县"),
        NameEn = Text($"{city.NameEn} County {number:00}"),
        Level = JurisdictionLevel.County,
    };

    private static DemoEnterprise Enterprise(int number, Jurisdiction county)
    {
        IReadOnlyList<Sector> sectors = (number / 7 % 10) switch
        {
            < 6 => [Sector.Heat],
            6 or 7 => [Sector.Gas],
            8 => [Sector.Water],
            _ => [Sector.Heat, Sector.Water],
        };
        var conduct = (number % 20, number % 60) switch
        {
            (_, 11) => DemoConduct.Careless,
            (_, 47) => DemoConduct.Silent,
            (1, _) => DemoConduct.Good,
            (2, _) => DemoConduct.Poor,
            (3, _) => DemoConduct.Heaping,
            _ => DemoConduct.Ordinary,
        };
        var households = 2_000 + new DemoRandom(number).Skewed(60_000);
        return DemoEnterprise.Create(number, county, Text($"{county.Name[..^1]}第{number:000}"), Text($"{county.NameEn} No. {number:000}"), sectors, households, conduct);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
