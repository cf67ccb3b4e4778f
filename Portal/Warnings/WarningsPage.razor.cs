using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Storage;
using Portal.Data.Warnings;
using Portal.Shell;

namespace Portal.Warnings;

/// <summary>Warnings within one's scope (S4-52), what is pending first; the list is also the inbox of their messages.</summary>
public sealed partial class WarningsPage
{
    private const int PageSize = 50;
    private const int MonthsOffered = 24;

    private WarningQuery _query = new();
    private Page<Warning>? _found;
    private IReadOnlyList<WarningCount> _counts = [];

    [Inject]
    public required WarningStore Store { get; init; }

    [Inject]
    public required WarningMessageStore Messages { get; init; }

    [Inject]
    public required WarningTexts Texts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<WarningWords> Say { get; init; }

    // Listened to, so that every change of the address reaches the page; read with all the others by WarningQuery.
    [SupplyParameterFromQuery(Name = "rule")]
    public string? RuleInAddress { get; set; }

    private static bool IsEnglish => CultureInfo.CurrentUICulture.Name == "en";

    private DateTime NowUtc => Clock.GetUtcNow().UtcDateTime;

    private IReadOnlyList<Misread?> MisreadHere =>
    [
        _query.Misread.Contains("rule") ? new(Say["RuleColumn"], Say["All"]) : null,
        _query.Misread.Contains("severity") ? new(Say["Severity"], Say["All"]) : null,
        _query.Misread.Contains("state") ? new(Say["State"], Say["Pending"]) : null,
    ];

    private IEnumerable<string> Months
    {
        get
        {
            var today = DateOnly.FromDateTime(NowUtc.AddHours(8));
            return Enumerable.Range(0, MonthsOffered).Select(back => Show.Month(today.AddMonths(-back)))
                .Append(Show.Month(Scope.Month ?? today))
                .Distinct()
                .OrderDescending(StringComparer.Ordinal);
        }
    }

    private IEnumerable<(string Text, WarningSort? Sort, string? Class)> Columns
    {
        get
        {
            yield return (Say["Seen"], null, null);
            yield return (Say["Severity"], WarningSort.Severity, null);
            yield return (Say["RuleColumn"], null, null);
            if (!Actor.IsEnterprise)
            {
                yield return (Say["Enterprise"], WarningSort.Enterprise, null);
            }

            yield return (Say["Cases"], null, "number");
            yield return (Say["RaisedAt"], WarningSort.RaisedAt, null);
            yield return (Say["State"], null, null);
        }
    }

    private string ExportAddress
    {
        get
        {
            var question = Navigation.Uri.IndexOf('?', StringComparison.Ordinal);
            return WarningExport.Path + (question < 0 ? "" : Navigation.Uri[question..].Split('#')[0]);
        }
    }

    protected override Task OnParametersSetAsync()
    {
        // The address may already be another page's while this one is still here.
        if (Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0] != "warnings")
        {
            return Task.CompletedTask;
        }

        _query = WarningQuery.Read(Navigation.Uri);
        return ReadAsync();
    }

    private Task ReadAsync() => LoadAsync(
        async cancellation => (
            await Store.ReadPageAsync(
                _query.ToFilter(Enterprises, Scope.Month), Actor, NowUtc, _query.Sort, _query.IsDescending, new((_query.Page - 1) * PageSize, PageSize), cancellation),
            await Store.ReadCountsAsync(Enterprises, cancellation)),
        found => (_found, _counts) = found);

    private int CountOf(WarningState state) => _counts.Where(count => count.State == state).Sum(count => count.Warnings);

    private int Pending(WarningSeverity severity) =>
        _counts.Where(count => count.Severity == severity && WarningLifeRules.Pending.Contains(count.State)).Sum(count => count.Warnings);

    private async Task MarkReadAsync()
    {
        await Messages.MarkReadAsync(Actor, null, NowUtc, CancellationToken.None);
        await ReadAsync();
    }

    private string? SortOf(WarningSort? sort) => sort is null ? null : sort != _query.Sort ? "none" : _query.IsDescending ? "descending" : "ascending";

    private string SortAddress(WarningSort sort) =>
        AddressWith(("sort", sort.ToString()), ("desc", (sort != _query.Sort || !_query.IsDescending).ToString(CultureInfo.InvariantCulture).ToLowerInvariant()));

    private string AddressWith(params (string Key, string? Value)[] changes) => Navigation.GetUriWithQueryParameters(
        changes.Append(("page", null)).ToDictionary(change => change.Item1, change => (object?)change.Item2));

    private void Go(string key, object? value) => Navigation.NavigateTo(AddressWith((key, value as string is { Length: > 0 } text ? text : null)));
}
