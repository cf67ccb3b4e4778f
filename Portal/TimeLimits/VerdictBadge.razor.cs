using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.TimeLimits;

namespace Portal.TimeLimits;

/// <summary>A verdict as icon, word and colour; never the colour alone.</summary>
public sealed partial class VerdictBadge
{
    [Inject]
    public required IStringLocalizer<VerdictBadge> Text { get; init; }

    [Parameter, EditorRequired]
    public Verdict Verdict { get; set; }

    private string IconName => IconOf(Verdict);

    public static string IconOf(Verdict verdict) => verdict switch
    {
        Verdict.Met => "check",
        Verdict.Late => "cross",
        Verdict.OpenInTime => "clock",
        Verdict.OpenOverdue => "alert",
        Verdict.NotApplicable => "minus",
        Verdict.Undeterminable => "question",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}
