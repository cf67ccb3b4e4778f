using System.Globalization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Disclosures;

namespace Portal.Ledgers.Disclosures;

/// <summary>What an address asks of the record of disclosures, on the page and in its export.</summary>
/// <param name="FromText">First day on the ledger's clock, as <c>yyyy-MM-dd</c>; anything else asks nothing.</param>
/// <param name="ToText">Last day.</param>
public sealed record DisclosureQuery(string? User, string? CaseNo, string? FromText, string? ToText)
{
    private const int HoursAhead = 8;

    public bool IsEmpty => string.IsNullOrWhiteSpace(User) && string.IsNullOrWhiteSpace(CaseNo) && Day(FromText) is null && Day(ToText) is null;

    public DisclosureFilter ToFilter(EnterpriseScope scope) => new(scope)
    {
        User = User,
        CaseNo = CaseNo,
        FromUtc = Day(FromText)?.AddHours(-HoursAhead),
        ToUtc = Day(ToText)?.AddDays(1).AddHours(-HoursAhead),
    };

    private static DateTime? Day(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;
}
