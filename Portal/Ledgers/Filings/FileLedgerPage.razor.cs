using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;

namespace Portal.Ledgers.Filings;

/// <summary>Files a ledger (S0-45): month, file, check or file. The script beside it sends the file and tells how far it is.</summary>
public sealed partial class FileLedgerPage
{
    private const int MonthsOffered = 24;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Enterprise? _enterprise;
    private IReadOnlyList<DateOnly> _months = [];
    private IReadOnlyList<ColumnMapping> _mappings = [];
    private DateOnly _chosen;

    [Inject]
    public required IStringLocalizer<FileLedgerPage> Text { get; init; }

    [Inject]
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required MappingStore Mappings { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [SupplyParameterFromQuery(Name = Shell.ScopeAddress.Period)]
    public string? PeriodInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "mapping")]
    public string? MappingInAddress { get; set; }

    private IReadOnlyList<Shell.Crumb> Above => [new(Text["Filings"], "/filings")];

    /// <summary>What the script says, in the reader's language.</summary>
    private string Words => JsonSerializer.Serialize(
        new
        {
            Drop = Text["Drop"].Value,
            DropHint = Text["DropHint"].Value,
            Uploading = Text["StepUpload"].Value,
            Checking = Text["StepCheck"].Value,
            Writing = Text["StepWrite"].Value,
            RowsSoFar = Text["RowsSoFar"].Value,
            MayLeave = Text["MayLeave"].Value,
            StayHere = Text["StayHere"].Value,
            TooLarge = Text["TooLarge"].Value,
            NoFile = Text["NoFile"].Value,
            Lost = Text["Lost"].Value,
            LostUpload = Text["LostUpload"].Value,
            SignedOut = Text["SignedOut"].Value,
            Failed = Text["Failed"].Value,
            Cancelled = Text["Cancelled"].Value,
            IssueClass = Text["IssueClass"].Value,
            Cell = Text["Cell"].Value,
            Column = Text["Column"].Value,
            Value = Text["Value"].Value,
            Reason = Text["Reason"].Value,
            Issues = Text["Issues"].Value,
            Filings = Text["Filings"].Value,
        },
        s_json);

    protected override async Task OnInitializedAsync()
    {
        var thisMonth = DateOnly.FromDateTime(LedgerIntake.LedgerNow(Clock));
        thisMonth = new(thisMonth.Year, thisMonth.Month, 1);
        _months = [.. Enumerable.Range(0, MonthsOffered).Select(back => thisMonth.AddMonths(-back))];
        // A month is filed when it is over.
        _chosen = PageScope.ParseMonth(PeriodInAddress) is { } asked && _months.Contains(asked) ? asked : thisMonth.AddMonths(-1);
        if (Actor.EnterpriseCode is not { } code || await Enterprises.ReadByCodeAsync(code, CancellationToken.None) is not { } enterprise)
        {
            return;
        }

        _enterprise = enterprise;
        _mappings = await Mappings.ReadForAsync(code, CancellationToken.None);
    }
}
