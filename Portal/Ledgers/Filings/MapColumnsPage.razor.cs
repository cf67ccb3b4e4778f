using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;

namespace Portal.Ledgers.Filings;

/// <summary>
/// Says once what the columns of somebody's spreadsheet mean, keeps it by name, and files the kept original again
/// with it (S0-45). For the enterprise that filed.
/// </summary>
public sealed partial class MapColumnsPage
{
    private static readonly string[] s_patterns =
        ["yyyy/M/d H:mm", "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy HH:mm", "MM/dd/yyyy hh:mm:ss tt", "yyyy年M月d日 H:mm", "yyyyMMddHHmmss"];

    private Filing? _filing;
    private MappingDraft? _draft;
    private FilingProgress? _progress;
    private string? _problem;
    private bool _isMissing;
    private long? _readId;

    [Inject]
    internal FilingStore Filings { get; init; } = null!;

    [Inject]
    internal MappingStore Mappings { get; init; } = null!;

    [Inject]
    internal SecondReading Reading { get; init; } = null!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<MapColumnsPage> Text { get; init; }

    [Parameter]
    public long Id { get; set; }

    private IReadOnlyList<Shell.Crumb> Above => [new(Text["Filings"], "/filings"), new(Text["Filing"], $"/filings/{Id}")];

    protected override async Task OnParametersSetAsync()
    {
        // What was chosen so far stays, unless the page is now about another filing.
        if (_readId == Id)
        {
            return;
        }

        _readId = Id;
        await LoadAsync(ReadAsync, found =>
        {
            (_filing, _draft) = found ?? (null, null);
            _isMissing = found is null;
        });
    }

    private async Task<(Filing?, MappingDraft?)?> ReadAsync(CancellationToken cancellation)
    {
        if (await Filings.ReadAsync(Id, EnterpriseScope.Of(Actor), cancellation) is not { } filing || !Actor.MayFileFor(filing.EnterpriseCode))
        {
            return null;
        }

        var mapping = filing.MappingName is { } name ? await Mappings.ReadAsync(name, cancellation) : null;
        mapping = mapping is not null && FilingReception.MayUse(mapping, filing.EnterpriseCode) ? mapping : null;
        return (filing, new(await Reading.ReadColumnsAsync(filing, mapping, cancellation), mapping));
    }

    private void Choose(DraftColumn column, string? field) =>
        _draft!.Choose(column, Enum.TryParse<LedgerField>(field, out var chosen) ? chosen : null);

    private async Task FileAgainAsync()
    {
        var (filing, draft) = (_filing!, _draft!);
        _problem = Problem(draft);
        if (_problem is not null)
        {
            return;
        }

        var mapping = draft.ToMapping(filing.EnterpriseCode);
        if (!await Mappings.ReplaceAsync(mapping, Actor, CancellationToken.None))
        {
            _problem = Text["NameTaken", mapping.Name];
            return;
        }

        _progress = new(FilingStage.Checking, 0, 0);
        var progress = new LatestProgress();
        var again = RunAsync(filing, mapping, progress);
        await foreach (var step in progress.ReadAsync(CancellationToken.None))
        {
            _progress = step;
            StateHasChanged();
        }

        var report = await again;
        Navigation.NavigateTo($"/filings/{report.Filing.Id}");
    }

    private async Task<FilingReport> RunAsync(Filing filing, ColumnMapping mapping, LatestProgress progress)
    {
        try
        {
            return await Reading.FileAgainAsync(filing, mapping, Actor, progress);
        }
        finally
        {
            progress.End();
        }
    }

    private string? Problem(MappingDraft draft) => draft.Missing.ToList() switch
    {
        { Count: > 0 } missing => Text["StillMissing", string.Join(Text["Comma"], missing.Select(column => column.Header))].Value,
        _ when string.IsNullOrWhiteSpace(draft.Name) => Text["NeedsName"].Value,
        _ => null,
    };

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
