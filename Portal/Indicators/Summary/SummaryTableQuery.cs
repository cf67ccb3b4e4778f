using Microsoft.AspNetCore.WebUtilities;
using Portal.Access;
using Portal.Data.Indicators;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Indicators.Summary;

/// <summary>The address of 汇总报表, the same for page, workbook and API.</summary>
/// <param name="J">Jurisdiction code; its descendants are included.</param>
/// <param name="S">Sector: Heat, Gas, Water, Drainage.</param>
/// <param name="P">Month, <c>yyyy-MM</c>: the last of a range, or within the season or the year. The latest filed one when left out.</param>
/// <param name="Group">All, Authority, Jurisdiction, Enterprise.</param>
/// <param name="Span">Month, Range, Season, Year.</param>
/// <param name="From">First month of a range, <c>yyyy-MM</c>.</param>
/// <param name="Channel">Such as Call or Hotline12345; all channels when left out.</param>
public sealed record SummaryTableQuery(string? J, string? S, string? P, string? Group, string? Span, string? From, string? Channel)
{
    /// <summary>The names in an address, beside those of the scope.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["group", "span", "from", "channel"];

    public SummaryGroup GroupOrDefault => AddressValue.CodeOf<SummaryGroup>(Group) ?? SummaryGroup.All;

    public SummarySpan SpanOrDefault => AddressValue.CodeOf<SummarySpan>(Span) ?? SummarySpan.Month;

    public Channel? ChannelOrNull => AddressValue.CodeOf<Channel>(Channel);

    public DateOnly? FromOrNull => PageScope.ParseMonth(From);

    /// <summary>What a program has misspelt, in one line; a person at a page gets the default instead.</summary>
    public string? Fault =>
        Wrong(P, PageScope.ParseMonth(P) is null) ? $"p: '{P}' is no month. Write it as yyyy-MM, e.g. 2026-04."
        : Wrong(From, FromOrNull is null) ? $"from: '{From}' is no month. Write it as yyyy-MM, e.g. 2025-11."
        : FromOrNull > PageScope.ParseMonth(P) ? $"from: '{From}' lies after p, '{P}'. A range begins with from and ends with p."
        : Wrong(S, PageScope.ParseSector(S) is null) ? $"s: '{S}' is no sector. Use {Names<Sector>()}."
        : Wrong(Group, AddressValue.CodeOf<SummaryGroup>(Group) is null) ? $"group: '{Group}' is no group. Use {Names<SummaryGroup>()}."
        : Wrong(Span, AddressValue.CodeOf<SummarySpan>(Span) is null) ? $"span: '{Span}' is no span. Use {Names<SummarySpan>()}."
        : Wrong(Channel, ChannelOrNull is null) ? $"channel: '{Channel}' is no channel. Use {Names<Channel>()}."
        : null;

    /// <summary>What a program has asked that there is not, in one line; null when it asks only what there is.</summary>
    public static string? Unknown(IEnumerable<string> keys)
    {
        IReadOnlyList<string> known = [ScopeAddress.Jurisdiction, ScopeAddress.Sector, ScopeAddress.Period, .. Keys];
        return keys.FirstOrDefault(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? $"'{unknown}' is no parameter. Use {string.Join(", ", known)}."
            : null;
    }

    /// <summary>The same question at another address.</summary>
    public string At(string path) => QueryHelpers.AddQueryString(
        path,
        new Dictionary<string, string?>
        {
            [ScopeAddress.Jurisdiction] = J,
            [ScopeAddress.Sector] = S,
            [ScopeAddress.Period] = P,
            ["group"] = Group,
            ["span"] = Span,
            ["from"] = From,
            ["channel"] = Channel,
        }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    private static bool Wrong(string? text, bool isUnknown) => !string.IsNullOrEmpty(text) && isUnknown;

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());
}
