using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;

namespace Portal.Indicators.Checks;

/// <summary>The published spot checks behind 抽检一致率 and 接通率, by campaign and enterprise; each leads to its facts or tests.</summary>
public sealed partial class CheckedPage
{
    public const string Path = "/indicators/checks";

    private const int PageSize = 50;

    private View? _view;

    [Inject]
    public required CheckStore Store { get; init; }

    [Inject]
    public required CampaignStore Campaigns { get; init; }

    [Inject]
    public required CheckedTable Table { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<CheckedPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = DeskPeriods.FromKey)]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "e")]
    public string? EnterpriseInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private int Number => AddressValue.PageOf(PageNumber);

    private CheckedQuery Query => new(JurisdictionInAddress, SectorInAddress, PeriodInAddress, From, EnterpriseInAddress);

    protected override Task OnParametersSetAsync() => LoadAsync(ReadAsync, view =>
    {
        _view = view;
        StateHasChanged();
    });

    private async Task<View> ReadAsync(CancellationToken cancellation)
    {
        var days = Query.Days(Clock);
        var counts = await Store.ReadAsync(Enterprises with { EnterpriseCode = EnterpriseInAddress }, days, cancellation);
        var open = new HashSet<long>();
        foreach (var campaign in Actor.May(Operation.ReadCampaigns) ? counts.Select(count => count.CampaignId).Distinct() : [])
        {
            if (await Campaigns.ReadAsync(campaign, Actor, cancellation) is not null)
            {
                open.Add(campaign);
            }
        }

        return new(days, counts, open);
    }

    /// <summary>Where the facts, or the tests, of a line are listed; a bureau below cannot open the campaign of one above.</summary>
    private string? RowsOf(CheckCount count) =>
        Actor.IsEnterprise ? "/findings/published"
        : !_view!.Open.Contains(count.CampaignId) ? null
        : FormattableString.Invariant($"/spot-checks/{count.CampaignId}/results?enterprise={Uri.EscapeDataString(count.EnterpriseCode)}{(count.FactsCompared > 0 ? "&facts=any" : "&measure=Connected")}#tasks");

    private static string Share(long part, long whole) => whole == 0 ? Show.Missing : $"{Show.Rate(part, whole)} ({Show.Count(part)} / {Show.Count(whole)})";

    /// <param name="Open">Campaigns that the reader may open.</param>
    private sealed record View((DateOnly From, DateOnly To) Days, IReadOnlyList<CheckCount> Counts, HashSet<long> Open);
}
