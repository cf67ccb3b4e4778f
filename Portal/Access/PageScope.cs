using System.Globalization;
using Portal.Data.Registry;
using Portal.Shell;

namespace Portal.Access;

/// <summary>What a page is about: part of the jurisdiction tree, a trade, a month. Checked against what the actor may see.</summary>
/// <param name="JurisdictionCode">Its descendants are meant too; null for an enterprise, which sees itself only.</param>
/// <param name="Sector">Null means all.</param>
/// <param name="Month">First day of the chosen month; null when none was chosen and the page decides.</param>
public sealed record PageScope(string? JurisdictionCode, Sector? Sector, DateOnly? Month)
{
    /// <summary>Null for what is no month of the years 1990 to 2200: no ledger is older, and periods are counted back from a month.</summary>
    public static DateOnly? ParseMonth(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 1990 and <= 2200
            ? month
            : null;

    public static Sector? ParseSector(string? text) => AddressValue.CodeOf<Sector>(text);
}
