using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Indicators;
using Portal.Shell;

namespace Portal.Indicators.Summary;

/// <summary>汇总报表 of the 8890 regime (S4-37, S4-41): the columns as they stand there, ranked among peers.</summary>
public sealed partial class SummaryPage
{
    private const int MonthsOffered = 36;

    private SummaryAnswer? _answer;
    private DateOnly _month;

    [Inject]
    public required SummaryAnswers Answers { get; init; }

    [Inject]
    public required SummaryCells Cells { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<SummaryPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<FigureWords> Say { get; init; }

    [SupplyParameterFromQuery(Name = "group")]
    public string? Group { get; set; }

    [SupplyParameterFromQuery(Name = "span")]
    public string? Span { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "channel")]
    public string? Channel { get; set; }

    private SummaryTableQuery Query => new(Scope.JurisdictionCode, Scope.Sector?.ToString(), Scope.Month is { } month ? Show.Month(month) : null, Group, Span, From, Channel);

    private IReadOnlyList<Misread?> MisreadHere =>
    [
        Misread.Of(Span, AddressValue.CodeOf<SummarySpan>(Span) is not null, Text["Span"], Text["Span_Month"]),
        _answer is { IsOtherPeriod: true } other ? new Misread(Text["From"], Cells.Name(other.Period)) : null,
        Misread.Of(Channel, Query.ChannelOrNull is not null, Text["Channel"], Text["AllChannels"]),
        Actor.EnterpriseCode is null ? Misread.Of(Group, AddressValue.CodeOf<SummaryGroup>(Group) is not null, Text["Group"], Text["Group_All"]) : null,
    ];

    private string Sentence => _answer is null
        ? Text["Question"]
        : Text[
            "Sentence",
            Cells.Name(_answer.Period),
            Show.Count(_answer.Table.Total[SummaryColumns.Assigned].Numerator),
            FigureText.Value(_answer.Table.Total[IndicatorRegistry.OnTimeFeedbackRate], IndicatorUnit.Share),
            FigureText.Value(_answer.Table.Total[IndicatorRegistry.SatisfactionRate], IndicatorUnit.Share)];

    protected override Task OnParametersSetAsync()
    {
        if (_month == default || Scope.Month is not null)
        {
            _month = Scope.Month ?? LedgerDay.MonthOf(LedgerDay.Today(Clock));
        }

        return LoadAsync(cancellation => Answers.AskAsync(Actor, Query, cancellation), Present);
    }

    private void Present(SummaryAnswer answer) => (_answer, _month) = (answer, answer.Month);

    private void Go(string key, ChangeEventArgs change) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameter(key, change.Value is string { Length: > 0 } value ? value : null));
}
