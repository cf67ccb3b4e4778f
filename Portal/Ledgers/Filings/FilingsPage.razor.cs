using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Ledgers.Filings;

/// <summary>What was filed (S0-45…48), newest first: an enterprise sees its own, an authority those in its scope.</summary>
public sealed partial class FilingsPage
{
    private const int MonthsOffered = 24;

    private static readonly string[] s_known = ["status", "enterprise", "page"];

    private Page<ListedFiling>? _page;
    private PersonNames _people = PersonNames.None;

    [Inject]
    public required FilingStore Filings { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<FilingsPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<FilingBadge> Statuses { get; init; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? StatusInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "enterprise")]
    public string? EnterpriseInAddress { get; set; }

    /// <summary>The month to list; null for all.</summary>
    private DateOnly? Month => Scope.Month;

    private FilingStatus? Status => AddressValue.CodeOf<FilingStatus>(StatusInAddress);

    private IReadOnlyList<Misread?> MisreadHere => [Misread.Of(StatusInAddress, Status is not null, Text["Status"], Text["AllStatuses"])];

    private bool IsFiltered => Month is not null || Status is not null || Number > 1 || Scope.Sector is not null
        || !string.IsNullOrWhiteSpace(EnterpriseInAddress) || Scope.JurisdictionCode != Actor.JurisdictionCode;

    private IEnumerable<DateOnly> Months
    {
        get
        {
            var today = LedgerIntake.LedgerNow(Clock);
            var months = Enumerable.Range(0, MonthsOffered).Select(back => new DateOnly(today.Year, today.Month, 1).AddMonths(-back));
            return Month is { } chosen && !months.Contains(chosen) ? months.Append(chosen) : months;
        }
    }

    protected override Task OnParametersSetAsync()
    {
        var filter = new FilingFilter(EnterpriseScope.Of(Actor) with { JurisdictionCode = Scope.JurisdictionCode, Sector = Actor.IsEnterprise ? null : Scope.Sector })
        {
            Period = Month is null ? null : Show.Month(Month),
            Status = Status,
            Enterprise = Actor.IsEnterprise ? null : EnterpriseInAddress,
        };
        return LoadAsync(
            async cancellation =>
            {
                var page = await Filings.ReadPageAsync(filter, new((Number - 1) * PageSize, PageSize), cancellation);
                return (page, await People.ReadAsync(page.Items.Select(item => item.Filing.SubmittedBy), cancellation));
            },
            found => (_page, _people) = found);
    }

    /// <summary>A refused file has no rows to count; that is not zero.</summary>
    private static string Count(Filing filing, int rows) => Show.Count(filing.Status is FilingStatus.Refused ? null : rows);
}
