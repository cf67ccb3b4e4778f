using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;
using Portal.TimeLimits;

namespace Portal.Ledgers.Cases;

/// <summary>The filters of the explorer: the four asked for most, and the rest behind a fold.</summary>
public sealed partial class CaseFilterBar
{
    private string? _text;

    [Inject]
    public required IStringLocalizer<CaseFilterBar> Text { get; init; }

    [Inject]
    public required CaseTexts Cases { get; init; }

    [Inject]
    public required LimitTexts Limits { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter, EditorRequired]
    public required CaseQuery Query { get; set; }

    /// <summary>Those that can be chosen; none for an enterprise, which sees itself only.</summary>
    [Parameter]
    public IReadOnlyList<Enterprise> Enterprises { get; set; } = [];

    private IReadOnlyList<Choice> Main { get; set; } = [];

    private IReadOnlyList<Choice> More { get; set; } = [];

    protected override void OnParametersSet()
    {
        _text = Query.Text;
        var main = new List<Choice>();
        if (Enterprises.Count > 1)
        {
            main.Add(new("e", Query.Enterprise ?? "", [.. Enterprises.Select(enterprise => (enterprise.Code, Show.Name(enterprise.Name, enterprise.NameEn)))]));
        }

        main.Add(Codes("type", Query.ComplaintType));
        main.Add(new("limit", Query.Limit?.RuleId ?? "", [.. CaseQuery.LimitIds.Select(id => (id, $"{Limits.Topic(id)} {id}"))]));
        main.Add(Codes("verdict", Query.Limit?.Verdict));
        Main = main;
        More =
        [
            Codes("class", Query.RequestClass),
            Codes("channel", Query.Channel),
            Codes("urgency", Query.Urgency),
            Codes("grade", Query.Grade),
            Codes("outcome", Query.Outcome),
            Codes("rating", Query.Rating),
            Codes<DueState>("feedback", Query.Feedback.Count == 1 ? Query.Feedback[0] : null),
            Codes<DueState>("closing", Query.Closing.Count == 1 ? Query.Closing[0] : null),
            new("complete", Query.IsComplete switch { true => "true", false => "false", null => "" }, [("true", Cases.Of(true)), ("false", Cases.Of(false))]),
        ];
    }

    private Choice Codes<T>(string key, T? current)
        where T : struct, Enum =>
        new(key, current?.ToString() ?? "", [.. Enum.GetValues<T>().Select(code => (code.ToString(), Cases.Of(code)))]);

    private void Find() => Go(("q", _text));

    private void Choose(string key, string? value)
    {
        // A limit without a verdict asks nothing: late is what people look for first.
        var (limit, verdict) = (Query.Limit?.RuleId, Query.Limit?.Verdict.ToString());
        switch (key)
        {
            case "limit":
                Go(("limit", value), ("verdict", string.IsNullOrEmpty(value) ? null : verdict ?? nameof(Verdict.Late)));
                break;
            case "verdict":
                Go(("limit", string.IsNullOrEmpty(value) ? null : limit ?? CaseQuery.LimitIds[0]), ("verdict", value));
                break;
            default:
                Go((key, value));
                break;
        }
    }

    private void Go(params (string Key, string? Value)[] changes) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        changes.ToDictionary(change => change.Key, change => (object?)(string.IsNullOrWhiteSpace(change.Value) ? null : change.Value.Trim()))));

    /// <param name="Key">The name in the address.</param>
    private sealed record Choice(string Key, string Value, IReadOnlyList<(string Value, string Text)> Options);
}
