using System.Globalization;
using Portal.Data.Registry;

namespace Portal.Data.Ledgers.Demo;

/// <summary>An enterprise of the demonstration: its entry in the registry and how it behaves.</summary>
/// <param name="Number">1 and up; part of its code, its case numbers and its customers' telephone numbers.</param>
/// <param name="Place">The first word of its communities' names.</param>
internal sealed record DemoEnterprise(int Number, Enterprise Entry, int Households, DemoConduct Conduct, string Place)
{
    public static DemoEnterprise Create(
        int number, Jurisdiction home, string place, string placeEn, IReadOnlyList<Sector> sectors, int households, DemoConduct conduct) =>
        new(
            number,
            new Enterprise
            {
                Code = Code(home.Code, number),
                Name = $"{place}{(place.StartsWith("示例", StringComparison.Ordinal) ? "" : "示例")}{(sectors.Count > 1 ? "公用事业" : Trade(sectors[0]))}有限公司",
                NameEn = $"{placeEn} Sample {(sectors.Count > 1 ? "Utilities" : sectors[0].ToString())} Co.",
                JurisdictionCode = home.Code,
                Hotline = Line(number),
                Sectors = sectors,
            },
            households,
            conduct,
            place);

    /// <summary>A number nobody can be reached at: no subscriber's number begins with 0, and no place has this area code.</summary>
    public static string Line(int number) => string.Create(CultureInfo.InvariantCulture, $"0499-{number:0000000}");

    // 9 = market regulation, 1 = enterprise; the jurisdictions begin with 99, which no real code does.
    private static string Code(string jurisdiction, int number)
    {
        var organisation = string.Create(CultureInfo.InvariantCulture, $"MA{number:000000}");
        var first17 = $"91{jurisdiction}{organisation}{OrganisationCheck(organisation)}";
        return first17 + CreditCode.CheckCharacter(first17);
    }

    // GB 11714: the nine characters inside a credit code carry a check of their own.
    private static char OrganisationCheck(string organisation)
    {
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = organisation.Select((character, index) => (char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10) * weights[index]).Sum();
        return "0X987654321"[sum % 11];
    }

    private static string Trade(Sector sector) => sector switch
    {
        Sector.Heat => "热力",
        Sector.Gas => "燃气",
        Sector.Water => "供水",
        Sector.Drainage => "排水",
        _ => throw new ArgumentOutOfRangeException(nameof(sector), sector, null),
    };
}
