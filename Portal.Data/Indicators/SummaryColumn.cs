using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>A column of 汇总报表 with a number in it.</summary>
/// <param name="Id">Stable: the name in the API.</param>
/// <param name="Head">Its own words above the column.</param>
/// <param name="Group">The words above these and its neighbours; null where the head spans both levels.</param>
public sealed record SummaryColumn(string Id, LimitText Head, LimitText? Group, Indicator Indicator);
