using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.TimeLimits;

namespace Portal.TimeLimits;

/// <summary>One deadline receipt (design §5): rule and clause, start, due, stop, elapsed, pauses, verdict and why.</summary>
public sealed partial class ReceiptCard
{
    [Inject]
    public required IStringLocalizer<ReceiptCard> Text { get; init; }

    [Inject]
    public required IStringLocalizer<VerdictBadge> Badge { get; init; }

    [Inject]
    public required LimitTexts Limits { get; init; }

    [Parameter, EditorRequired]
    public Receipt Receipt { get; set; }

    /// <summary>The ledger time at which a case that is still open was judged.</summary>
    [Parameter, EditorRequired]
    public DateTime JudgedAt { get; set; }

    /// <summary>The verdict kept with the row, when it is known: a difference is said plainly.</summary>
    [Parameter]
    public Verdict? Stored { get; set; }

    private LimitRule Rule => Receipt.Rule;

    private string HeadId => "receipt-" + Rule.Id;

    private string Time(DateTime? moment) => moment is null ? Text["NoTime"] : LimitTexts.Moment(moment);
}
