using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Storage;

namespace Portal.Ledgers.Disclosures;

/// <summary>Who has looked at or taken which personal data, when and what for (S2-42): of an enterprise its own, of an authority its scope.</summary>
public sealed partial class DisclosuresPage
{
    private Page<Disclosure>? _page;

    [Inject]
    public required DisclosureStore Store { get; init; }

    [Inject]
    public required DisclosureTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<DisclosuresPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "user")]
    public string? UserInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "case")]
    public string? CaseInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? FromInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? ToInAddress { get; set; }

    private DisclosureQuery Query => new(UserInAddress, CaseInAddress, FromInAddress, ToInAddress);

    protected override Task OnParametersSetAsync()
    {
        var filter = Query.ToFilter(EnterpriseScope.Of(Actor) with { JurisdictionCode = Scope.JurisdictionCode });
        return LoadAsync(
            cancellation => Store.ReadPageAsync(filter, new((Number - 1) * PageSize, PageSize), cancellation),
            page => _page = page);
    }

    private string ExportAddress(string extension)
    {
        var question = Navigation.Uri.IndexOf('?', StringComparison.Ordinal);
        return $"/api/disclosures.{extension}" + (question < 0 ? "" : Navigation.Uri[question..].Split('#')[0]);
    }
}
