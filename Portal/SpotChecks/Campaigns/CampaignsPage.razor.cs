using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.SpotChecks.Campaigns;

/// <summary>The campaigns of the actor's jurisdiction and below, newest first.</summary>
public sealed partial class CampaignsPage
{
    private Shown? _shown;

    [Inject]
    public required CampaignStore Store { get; init; }

    [Inject]
    public required JurisdictionStore Jurisdictions { get; init; }

    [Inject]
    public required CampaignTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<CampaignsPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? KindInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? StateInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    private CampaignKind? Kind => AddressValue.CodeOf<CampaignKind>(KindInAddress);

    private CampaignState? State => AddressValue.CodeOf<CampaignState>(StateInAddress);

    private bool IsFiltered => Kind is not null || State is not null || !string.IsNullOrWhiteSpace(Search);

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation => new Shown(
            await Store.ReadPageAsync(new(Kind, State, Search), Actor, new((Number - 1) * PageSize, PageSize), cancellation),
            (await Jurisdictions.ReadAllAsync(cancellation)).ToDictionary(place => place.Code, place => Show.Name(place.Name, place.NameEn))),
        shown => _shown = shown);

    private sealed record Shown(Page<Campaign> Page, IReadOnlyDictionary<string, string> Names);
}
