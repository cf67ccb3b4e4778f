using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Ledgers.Filings;

/// <summary>One filing: what became of it, what is wrong and how to mend it, the file itself, the other versions (S0-45…48).</summary>
public sealed partial class FilingPage
{
    private const int PageSize = 50;

    private Shown? _shown;
    private bool _isMissing;

    [Inject]
    public required FilingStore Filings { get; init; }

    [Inject]
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required PersonalExport Export { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IssueTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<FilingPage> Text { get; init; }

    [Inject]
    public required People People { get; init; }

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "class")]
    public string? ClassInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private IReadOnlyList<Shell.Crumb> Above => [new(Text["Filings"], "/filings")];

    private int Number => AddressValue.PageOf(PageNumber);

    private IssueClass? Kind => AddressValue.CodeOf<IssueClass>(ClassInAddress);

    private bool MayFile => _shown is not null && Actor.MayFileFor(_shown.Filing.EnterpriseCode);

    private bool MayTake => _shown is { Taking: FileTaking.Allowed, Filing.AnonymisedAtUtc: null };

    private string Rows => $"/cases?filing={Id}";

    /// <summary>The columns a refused file lacks; its first argument is the sheet.</summary>
    private IReadOnlyList<string> MissingColumns => _shown?.Filing is { Refusal: nameof(RefusalCode.MissingColumns), RefusalDetail: { } detail }
        ? detail.Split('\n')[1..]
        : [];

    /// <summary>What the mapping stated instead of the source: <c>Field=value</c>, or <c>Field?=value</c> for empty cells only.</summary>
    private IReadOnlyList<string> Filled => [.. (_shown?.Filing.FilledFields?.Split('\n') ?? []).Select(Say)];

    protected override Task OnParametersSetAsync() => LoadAsync(ReadAsync, shown =>
    {
        _shown = shown;
        _isMissing = shown is null;
    });

    private async Task<Shown?> ReadAsync(CancellationToken cancellation)
    {
        if (await Filings.ReadAsync(Id, EnterpriseScope.Of(Actor), cancellation) is not { } filing
            || await Enterprises.ReadByCodeAsync(filing.EnterpriseCode, cancellation) is not { } enterprise)
        {
            return null;
        }

        return new(
            filing,
            enterprise,
            await Filings.ReadVersionsAsync(filing, cancellation),
            await Filings.CountIssuesAsync(filing, cancellation),
            await Filings.ReadIssuesAsync(filing, Kind, new((Number - 1) * PageSize, PageSize), cancellation),
            await Export.MayTakeAsync(Actor, filing, cancellation),
            (await People.ReadAsync([filing.SubmittedBy], cancellation)).Of(filing.SubmittedBy));
    }

    private static string Size(long bytes) => bytes < 1024 * 1024
        ? (bytes / 1024m).ToString("0.0", CultureInfo.CurrentCulture) + " KB"
        : (bytes / 1024m / 1024m).ToString("0.0", CultureInfo.CurrentCulture) + " MB";

    private string Say(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal);
        var isWhenEmpty = at > 0 && line[at - 1] == '?';
        var name = line[..(isWhenEmpty ? at - 1 : at)];
        var header = Enum.TryParse<LedgerField>(name, out var field) ? LedgerTemplate.Column(field).Header : name;
        return Text[isWhenEmpty ? "FilledWhenEmpty" : "FilledAlways", header, line[(at + 1)..]];
    }

    private string LinkTo(IssueClass? kind) => Navigation.FirstPageWith("class", kind?.ToString());

    private sealed record Shown(
        Filing Filing, Enterprise Enterprise, IReadOnlyList<Filing> Versions, IReadOnlyList<IssueCount> Counts, Page<LedgerIssue> Issues, FileTaking Taking,
        string SubmittedBy);
}
