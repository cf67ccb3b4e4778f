using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Storage;
using Portal.Data.Warnings;
using Portal.Ledgers.Cases;
using Portal.Shell;

namespace Portal.Warnings;

/// <summary>
/// A warning on one page: what was seen, by which rule, the rows that show it, what was done. Opening it reads its
/// message. A warning of somebody else is not found, as one that does not exist.
/// </summary>
public sealed partial class WarningPage
{
    private const int PageSize = 20;

    private View? _view;
    private bool _isMissing;

    [Inject]
    public required WarningStore Store { get; init; }

    [Inject]
    public required WarningMessageStore Messages { get; init; }

    [Inject]
    public required WarningTexts Texts { get; init; }

    [Inject]
    public required CaseTexts Cases { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<WarningWords> Say { get; init; }

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private static bool IsEnglish => CultureInfo.CurrentUICulture.Name == "en";

    private int Number => AddressValue.PageOf(PageNumber);

    private IReadOnlyList<Crumb> Crumbs => [new(Say["Title"], "/warnings")];

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(FindAsync, view =>
    {
        _view = view;
        _isMissing = view is null;
        StateHasChanged();
    });

    private async Task<View?> FindAsync(CancellationToken cancellation)
    {
        var scope = EnterpriseScope.Of(Actor);
        if (await Store.ReadAsync(Id, scope, cancellation) is not { } warning)
        {
            return null;
        }

        await Messages.MarkReadAsync(Actor, Id, Clock.GetUtcNow().UtcDateTime, cancellation);
        return new(
            warning,
            warning.ReadDetail(),
            await Store.ReadRowsAsync(Id, scope, new((Number - 1) * PageSize, PageSize), cancellation),
            await Store.ReadStepsAsync(Id, scope, cancellation));
    }

    private string SpikeTitle(SpikeView spike) => Say[
        spike.Length == 1 ? "SpikeDay" : "SpikeWeek", Show.Day(spike.Start), Show.Count(spike.Observed), Show.Number((decimal)spike.Expected), Show.Count(spike.Limit)];

    /// <summary>What else the rule saw, sentence by sentence.</summary>
    private IEnumerable<string> Lines(View view)
    {
        var detail = view.Detail;
        if (detail.Words is { } words)
        {
            yield return Say["WordsFound", string.Join(Say["Comma"], words)];
        }

        if (detail.PromisedAt is { } promised)
        {
            yield return Say["Promised", Show.Moment(promised)];
        }

        if (detail.Silence is { } silence)
        {
            yield return Say[silence.IsFiled ? "SilenceFiled" : "SilenceNotFiled", Show.Month(silence.Month), Show.Count(silence.Platform)];
            yield return silence.Expected is { } expected
                ? Say["SilenceExpected", Show.Number((decimal)expected), OneIn(silence.Chance!.Value)]
                : Say["SilenceNoHistory"];
            yield return Say["SilenceNeighbours", silence.NeighboursFiled, silence.NeighboursWithOwn];
        }

        if (detail.Spike is { } spike)
        {
            yield return Say[
                spike.Baseline.IsSeasonal ? "BaselineSeasonal" : "BaselineTrailing",
                Show.Number((decimal)spike.Baseline.Mean), spike.Baseline.Days, spike.Baseline.Dispersion.ToString("0.00", CultureInfo.CurrentCulture), OneIn(spike.Chance)];
        }
    }

    /// <summary>A probability as people say it: one in so many.</summary>
    private static string OneIn(double chance) => chance < 1e-9 ? "10⁹" : (1 / chance).ToString("N0", CultureInfo.CurrentCulture);

    private sealed record View(Warning Warning, WarningDetail Detail, Page<CaseLine> Rows, IReadOnlyList<WarningStep> Steps);
}
