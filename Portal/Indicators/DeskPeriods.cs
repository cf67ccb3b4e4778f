using Portal.Data.Indicators;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>The period an address of the desk speaks of; the same for the page and its export.</summary>
public sealed class DeskPeriods(SeasonStore seasons)
{
    public const string SpanKey = "span";
    public const string FromKey = "from";

    /// <summary>A month unless the address names another span.</summary>
    public static SummarySpan SpanOf(string? name) =>
        AddressValue.CodeOf<SummarySpan>(name) ?? SummarySpan.Month;

    /// <param name="month">Its last month, or one within the season or the year.</param>
    /// <param name="jurisdiction">Whose heating season it is; null for the default one.</param>
    public async Task<SummaryPeriod> ReadAsync(SummarySpan span, DateOnly month, DateOnly? from, string? jurisdiction, CancellationToken cancellation) => SummaryPeriod.Of(
        span,
        month,
        from,
        span is SummarySpan.Season && jurisdiction is not null ? await seasons.ReadAsync(jurisdiction, cancellation) : HeatingSeasons.Default);
}
