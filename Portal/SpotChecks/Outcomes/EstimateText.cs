using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;

namespace Portal.SpotChecks.Outcomes;

/// <summary>How an estimate is written: the share with its interval, or that there are too few answers.</summary>
internal static class EstimateText
{
    public static string Of(Estimate estimate, IStringLocalizer say) => estimate switch
    {
        { Answers: 0 } => Show.Missing,
        { IsSmall: true } => say["SmallSample", estimate.Answers],
        _ => say["Interval", Show.Rate((decimal)estimate.Share!.Value), Show.Rate((decimal)estimate.Low!.Value), Show.Rate((decimal)estimate.High!.Value)],
    };
}
