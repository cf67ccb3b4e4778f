using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Indicators.Summary;

/// <param name="Month">The month chosen, or decided.</param>
/// <param name="Jurisdiction">Whose report it is; null for an enterprise.</param>
/// <param name="IsOtherPeriod">A range was asked for that is none, and the month is answered instead.</param>
public sealed record SummaryAnswer(SummaryTable Table, SummaryPeriod Period, DateOnly Month, Jurisdiction? Jurisdiction, bool IsOtherPeriod = false);

/// <summary>Answers what an address asks of 汇总报表, inside what the actor may see: one way for page, workbook and API.</summary>
public sealed class SummaryAnswers(
    SummaryTableDesk desk, FiledMonthStore months, SeasonStore seasons, JurisdictionStore jurisdictions, EnterpriseStore enterprises, ScopeGate gate, TimeProvider clock)
{
    /// <summary>Whether the jurisdiction asked for is there and the actor's to see. A page shows the actor's own instead; a program must be told.</summary>
    public async Task<bool> MayAskAsync(Actor actor, SummaryTableQuery query, CancellationToken cancellation) =>
        string.IsNullOrEmpty(query.J) || await gate.MaySeeJurisdictionAsync(actor, query.J, cancellation);

    public async Task<SummaryAnswer> AskAsync(Actor actor, SummaryTableQuery query, CancellationToken cancellation)
    {
        var code = query.J is { Length: > 0 } asked && await gate.MaySeeJurisdictionAsync(actor, asked, cancellation) ? asked : actor.JurisdictionCode;
        var sector = PageScope.ParseSector(query.S);
        var scope = EnterpriseScope.Of(actor) with { JurisdictionCode = code, Sector = sector };
        var month = PageScope.ParseMonth(query.P) ?? await months.ReadLatestAsync(scope, cancellation) ?? LedgerDay.MonthOf(LedgerDay.Today(clock));
        var period = SummaryPeriod.Of(query.SpanOrDefault, month, query.FromOrNull, await SeasonsAsync(query.SpanOrDefault, code, actor, cancellation));
        var group = actor.EnterpriseCode is null ? query.GroupOrDefault : SummaryGroup.Enterprise;
        var table = await desk.AskAsync(new(period.Months, scope, group, query.ChannelOrNull, sector), cancellation);
        return new(table, period, month, code is null ? null : await jurisdictions.ReadByCodeAsync(code, cancellation), query.SpanOrDefault is SummarySpan.Range && period.Span is not SummarySpan.Range);
    }

    private async Task<HeatingSeasons> SeasonsAsync(SummarySpan span, string? jurisdiction, Actor actor, CancellationToken cancellation)
    {
        if (span is not SummarySpan.Season)
        {
            return HeatingSeasons.Default;
        }

        var place = jurisdiction
            ?? (actor.EnterpriseCode is { } code ? (await enterprises.ReadByCodeAsync(code, cancellation))?.JurisdictionCode : null);
        return place is null ? HeatingSeasons.Default : await seasons.ReadAsync(place, cancellation);
    }
}
