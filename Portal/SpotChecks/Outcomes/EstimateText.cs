using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;

namespace Portal.SpotChecks.Outcomes;

/// <summary>How an estimate is written where it stands alone: the share, and below it the interval, or that there are too few answers.</summary>
internal static class EstimateText
{
    /// <summary>Null below the smallest sample.</summary>
    public static string? Share(Estimate estimate) => estimate.IsSmall ? null : Show.Rate((decimal)estimate.Share!.Value);

    public static string Note(Estimate estimate, IStringLocalizer say) => estimate switch
    {
        { Answers: 0 } => say["NoAnswers"],
        { IsSmall: true } => say["SmallSample", estimate.Answers],
        _ => say["Interval", Show.Rate((decimal)estimate.Low!.Value), Show.Rate((decimal)estimate.High!.Value), estimate.Answers],
    };
}
