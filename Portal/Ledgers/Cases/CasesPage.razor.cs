using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Permits;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Ledgers.Cases;

/// <summary>The explorer of cases (S0-46): filtered, sorted and paged by the database; what is shown is what the address says.</summary>
public sealed partial class CasesPage
{
    private const int FirstRows = 80;
    private const int MonthsOffered = 24;
    private const int NamedShown = 5;

    private CaseQuery _query = new();
    private CaseFilter? _filter;
    private Page<CaseLine>? _first;
    private string _shown = "";
    private IReadOnlyList<Enterprise> _enterprises = [];
    private IReadOnlyList<Enterprise> _named = [];
    private IReadOnlyList<PersonalDataPermit> _permits = [];
    private IReadOnlyList<CaseMonth> _uncovered = [];

    [Inject]
    public required PermitDesk Permits { get; init; }

    [Inject]
    public required PersonalExport Personal { get; init; }

    [Inject]
    public required CaseStore Store { get; init; }

    [Inject]
    public required CaseSearch Search { get; init; }

    [Inject]
    public required EnterpriseStore EnterpriseStore { get; init; }

    [Inject]
    public required CaseTexts Cases { get; init; }

    [Inject]
    public required CaseChips ChipTexts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<CasesPage> Text { get; init; }

    // Listened to, so that every change of the address reaches the page; read with all the others by CaseQuery.
    [SupplyParameterFromQuery(Name = "q")]
    public string? SearchInAddress { get; set; }

    private IReadOnlyList<CaseChip> Chips { get; set; } = [];

    private IReadOnlyList<Column> Columns { get; set; } = [];

    private IEnumerable<string> Months
    {
        get
        {
            // Months are those of the ledgers, which are kept in China Standard Time.
            var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime.AddHours(8));
            return Enumerable.Range(0, MonthsOffered).Select(back => Show.Month(today.AddMonths(-back)))
                .Append(Scope.Month is { } chosen ? Show.Month(chosen) : Show.Month(today))
                .Distinct()
                .OrderDescending(StringComparer.Ordinal);
        }
    }

    private string ClearAddress => ScopeAddress.Carry("/cases", Navigation.Uri);

    private string ExportAddress
    {
        get
        {
            var question = Navigation.Uri.IndexOf('?', StringComparison.Ordinal);
            return "/api/cases.xlsx" + (question < 0 ? "" : Navigation.Uri[question..].Split('#')[0]);
        }
    }

    private string PersonalAddress => ExportAddress + (ExportAddress.Contains('?', StringComparison.Ordinal) ? "&" : "?") + CaseExport.PersonalKey + "=true";

    protected override async Task OnParametersSetAsync()
    {
        // The address may already be another page's while this one is still here.
        if (Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0] != "cases")
        {
            return;
        }

        _query = CaseQuery.Read(Navigation.Uri);
        Columns = [.. AllColumns().Where(column => column.Key != "enterprise" || !Actor.IsEnterprise)];
        var address = Navigation.Uri;
        await LoadAsync(ReadAllAsync, all =>
        {
            ((_filter, _first, _enterprises, _named), _permits, _uncovered) = all;
            _shown = address;
            Chips = ChipTexts.Of(_query, _filter, _enterprises, Navigation);
        });
    }

    private async Task<(Found Found, IReadOnlyList<PersonalDataPermit> Permits, IReadOnlyList<CaseMonth> Uncovered)> ReadAllAsync(CancellationToken cancellation)
    {
        var found = await ReadFirstAsync(cancellation);
        var permits = await Permits.ReadOwnAsync(Actor, cancellation);
        var uncovered = permits.Count == 0 ? [] : (await Personal.CheckAsync(Actor, found.Filter, cancellation)).Uncovered;
        return (found, permits, uncovered);
    }

    private async Task<Found> ReadFirstAsync(CancellationToken cancellation)
    {
        var scope = EnterpriseScope.Of(Actor) with { JurisdictionCode = Scope.JurisdictionCode, Sector = Scope.Sector };
        var filter = await Search.ResolveAsync(_query, scope, Scope.Month, cancellation);
        var first = await Store.ReadPageAsync(filter, _query.Sort, _query.IsDescending, new(0, FirstRows), cancellation);
        if (Actor.IsEnterprise || Scope.JurisdictionCode is not { } jurisdiction)
        {
            return new(filter, first, [], []);
        }

        var all = new EnterpriseFilter(jurisdiction, Scope.Sector);
        var enterprises = await EnterpriseStore.ReadPageAsync(all, EnterpriseSort.Name, new(0, PageRequest.Largest), cancellation);
        var named = filter.Text is { } text
            ? (await EnterpriseStore.ReadPageAsync(all with { Search = text }, EnterpriseSort.Name, new(0, NamedShown), cancellation)).Items
            : [];
        return new(filter, first, enterprises.Items, named);
    }

    /// <summary>The rows in sight; those that came with the page are not read twice.</summary>
    private async ValueTask<ItemsProviderResult<Numbered>> ReadAsync(ItemsProviderRequest request)
    {
        var page = _first!;
        if (request.StartIndex + request.Count <= page.Items.Count || page.Items.Count == page.Total)
        {
            var known = page.Items.Skip(request.StartIndex).Take(request.Count);
            return new(known.Select((line, index) => new Numbered(request.StartIndex + index, line)), page.Total);
        }

        var found = await Store.ReadPageAsync(
            _filter!, _query.Sort, _query.IsDescending, new(request.StartIndex, request.Count), request.CancellationToken);
        return new(found.Items.Select((line, index) => new Numbered(request.StartIndex + index, line)), found.Total);
    }

    private IEnumerable<Column> AllColumns() =>
    [
        new("no", Text["CaseNo"], CaseSort.CaseNo),
        new("enterprise", Text["Enterprise"], CaseSort.Enterprise),
        new("received", Text["Received"], CaseSort.ReceivedAt),
        new("type", Text["Type"], null),
        new("channel", Text["Channel"], null),
        new("content", Text["Content"], null),
        new("limits", Text["Limits"], null),
        new("rating", Text["Rating"], null),
    ];

    private string? SortOf(CaseSort? sort) =>
        sort is null ? null : sort != _query.Sort ? "none" : _query.IsDescending ? "descending" : "ascending";

    private string SortAddress(CaseSort sort)
    {
        var descending = sort == _query.Sort ? !_query.IsDescending : sort is CaseSort.ReceivedAt;
        return AddressWith(("sort", sort.ToString()), ("desc", descending ? "true" : "false"));
    }

    private string CaseAddress(CaseLine line) =>
        ScopeAddress.Carry(string.Create(CultureInfo.InvariantCulture, $"/cases/{line.Id}"), Navigation.Uri);

    private string TypeOf(CaseLine line) => $"{Cases.Of(line.ComplaintType)} · {Cases.Of(line.RequestClass)}";

    private static string NameOf(Enterprise enterprise) => IsEnglish ? enterprise.NameEn : enterprise.Name;

    private static string NameOf(CaseLine line) => IsEnglish ? line.EnterpriseNameEn : line.EnterpriseName;

    private static bool IsEnglish => CultureInfo.CurrentUICulture.Name == "en";

    private void Go(string key, string? value) => Navigation.NavigateTo(AddressWith((key, value)));

    private string AddressWith(params (string Key, string? Value)[] changes) => Navigation.GetUriWithQueryParameters(
        changes.ToDictionary(change => change.Key, change => (object?)(string.IsNullOrEmpty(change.Value) ? null : change.Value)));

    private sealed record Column(string Key, string Text, CaseSort? Sort);

    private sealed record Found(CaseFilter Filter, Page<CaseLine> First, IReadOnlyList<Enterprise> Enterprises, IReadOnlyList<Enterprise> Named);

    private sealed record Numbered(int Number, CaseLine Line);
}
