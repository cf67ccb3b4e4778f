using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers;

namespace Portal.Ledgers.Filings;

/// <summary>The status of a filing as icon, word and colour; never the colour alone.</summary>
public sealed partial class FilingBadge
{
    [Inject]
    public required IStringLocalizer<FilingBadge> Text { get; init; }

    [Parameter, EditorRequired]
    public FilingStatus Status { get; set; }

    private string Look => Status switch
    {
        FilingStatus.Accepted => "met",
        FilingStatus.Rejected => "late",
        FilingStatus.Refused => "openoverdue",
        _ => throw new ArgumentOutOfRangeException(nameof(Status), Status, null),
    };

    private string IconName => Status switch
    {
        FilingStatus.Accepted => "check",
        FilingStatus.Rejected => "cross",
        FilingStatus.Refused => "alert",
        _ => throw new ArgumentOutOfRangeException(nameof(Status), Status, null),
    };
}
