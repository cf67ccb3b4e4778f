using Portal.Data.Registry;

namespace Portal.Data.Ledgers.Demo;

/// <summary>The small region: an invented league, its 5 banners, and 12 enterprises each with a story to tell.</summary>
internal static class DemoLeague
{
    private static readonly (string Code, string Place, string PlaceEn)[] s_banners =
    [
        ("992521", "青岚", "Qinglan"),
        ("992522", "云泊", "Yunbo"),
        ("992523", "松砚", "Songyan"),
        ("992524", "霜林", "Shuanglin"),
        ("992525", "朔禾", "Shuohe"),
    ];

    private static readonly (int Banner, Sector[] Sectors, int Households, DemoConduct Conduct)[] s_enterprises =
    [
        (0, [Sector.Heat], 42_000, DemoConduct.Ordinary),
        (1, [Sector.Heat], 28_000, DemoConduct.Good),
        (2, [Sector.Heat], 36_000, DemoConduct.Poor),
        (3, [Sector.Heat], 15_000, DemoConduct.Ordinary),
        (4, [Sector.Heat], 11_250, DemoConduct.Quiet),
        (0, [Sector.Gas], 38_000, DemoConduct.Ordinary),
        (2, [Sector.Gas], 22_000, DemoConduct.Heaping),
        (4, [Sector.Gas], 7_000, DemoConduct.Ordinary),
        (0, [Sector.Water], 51_000, DemoConduct.Ordinary),
        (1, [Sector.Water], 33_000, DemoConduct.Careless),
        (3, [Sector.Water], 18_000, DemoConduct.Silent),
        (4, [Sector.Heat, Sector.Water], 12_000, DemoConduct.Ordinary),
    ];

    public static DemoRegion Build()
    {
        Jurisdiction province = new() { Code = DemoRegistry.ProvinceCode, Name = "示例自治区", NameEn = "Sample Region", Level = JurisdictionLevel.Province };
        Jurisdiction league = new() { Code = DemoRegistry.LeagueCode, ParentCode = province.Code, Name = "示例盟", NameEn = "Sample League", Level = JurisdictionLevel.City };
        Jurisdiction[] banners =
        [
            .. s_banners.Select(banner => new Jurisdiction
            {
                Code = banner.Code,
                ParentCode = league.Code,
                Name = banner.Place + "旗",
                NameEn = banner.PlaceEn + " Banner",
                Level = JurisdictionLevel.County,
            }),
        ];

        return new(
            [province, league, .. banners],
            [
                DemoRegistry.Bureau(league, AuthorityKinds.Housing),
                DemoRegistry.Bureau(league, AuthorityKinds.EconomyAndInformation),
                .. banners.Select((banner, index) => DemoRegistry.Bureau(banner, index == 2 ? AuthorityKinds.CityManagement : AuthorityKinds.Housing)),
            ],
            [
                .. s_enterprises.Select((item, index) => DemoEnterprise.Create(
                    index + 1,
                    banners[item.Banner],
                    s_banners[item.Banner].Place,
                    s_banners[item.Banner].PlaceEn,
                    item.Sectors,
                    item.Households,
                    item.Conduct)),
            ]);
    }
}
