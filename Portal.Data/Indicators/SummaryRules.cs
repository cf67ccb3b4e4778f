using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Results;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>Makes the report of what the rollups say. Pure; every figure comes out of <see cref="IndicatorRegistry"/>.</summary>
public static class SummaryRules
{
    public static SummaryReport Assemble(RollupReading reading, MonthSpan trend)
    {
        var isFull = reading.Depth is SummaryDepth.Full;
        var perEnterprise = isFull ? IndicatorRegistry.All : IndicatorRegistry.WithoutQuantiles;
        var sums = SumsByEnterprise(reading);
        var limits = reading.Limits.ToLookup(row => row.EnterpriseCode, StringComparer.Ordinal);
        var filings = reading.Filings.ToLookup(filing => filing.EnterpriseCode, StringComparer.Ordinal);
        var months = reading.Months.ToDictionary(row => row.Month, StringComparer.Ordinal);
        return new()
        {
            Period = reading.Period,
            Enterprises =
            [
                .. reading.Enterprises.Select(enterprise => new EnterpriseFigures
                {
                    Enterprise = enterprise,
                    Figures = IndicatorRegistry.Compute(sums.GetValueOrDefault(enterprise.Code, FigureSums.None), perEnterprise),
                    Limits = Limits(limits[enterprise.Code], null, reading.LocalLimits),
                    Filing = FilingState.Of(reading.Period.To, filings[enterprise.Code]),
                }),
            ],
            Total = IndicatorRegistry.Compute(Total(reading.Counts, reading.Handling, reading.Households, reading.Checks)),
            PreviousTotal = IndicatorRegistry.Compute(Total(reading.PreviousCounts, reading.PreviousHandling, reading.PreviousHouseholds, reading.PreviousChecks)),
            YearBeforeTotal = IndicatorRegistry.Compute(
                Total(reading.YearBeforeCounts, [], reading.YearBeforeHouseholds, []), IndicatorRegistry.WithoutQuantiles),
            ByRequestClass = Slices<RequestClass>(reading, RollupSlice.RequestClass),
            ByComplaintType = Slices<ComplaintType>(reading, RollupSlice.ComplaintType),
            ByChannel = Slices<Channel>(reading, RollupSlice.Channel),
            ByGrade = Slices<CaseGrade>(reading, RollupSlice.Grade),
            BySeason = [.. Seasons(reading.Period, reading.Seasons, months)],
            Topics = Topics(reading),
            Limits = Limits(reading.Limits, reading.PreviousLimits, reading.LocalLimits),
            Changes = [.. reading.Changes.Concat(IndicatorCatalogue.Changes(trend)).OrderBy(change => change.On)],
            Trend =
            [
                .. Enumerable.Range(0, trend.Count).Select(trend.From.AddMonths).Select(month => new MonthFigures(
                    month,
                    IndicatorRegistry.Compute(
                        months.TryGetValue(MonthSpan.Text(month), out var row) ? Sums([row]) : FigureSums.None, IndicatorRegistry.OfCounts))),
            ],
        };
    }

    private static Dictionary<string, FigureSums> SumsByEnterprise(RollupReading reading)
    {
        var handling = reading.Handling.ToLookup(row => row.EnterpriseCode, StringComparer.Ordinal);
        var households = reading.Households.ToLookup(row => row.EnterpriseCode, StringComparer.Ordinal);
        var counts = reading.Counts.ToLookup(row => row.EnterpriseCode, StringComparer.Ordinal);
        var checks = reading.Checks.ToLookup(check => check.EnterpriseCode, StringComparer.Ordinal);
        return counts.Select(own => own.Key)
            .Union(checks.Select(own => own.Key), StringComparer.Ordinal)
            .ToDictionary(
                code => code,
                code => Total([.. counts[code]], handling[code], [.. households[code]], [.. checks[code]]),
                StringComparer.Ordinal);
    }

    private static FigureSums Total(
        IReadOnlyList<CountsRow> counts, IEnumerable<HandlingRow> handling, IReadOnlyList<HouseholdRow> households, IReadOnlyList<CheckCount> checks)
    {
        var histogram = handling.GroupBy(row => row.DayTenths)
            .Select(same => (DayTenths: same.Key, Cases: same.Sum(row => row.Cases)))
            .OrderBy(step => step.DayTenths)
            .ToList();
        return Sums(counts) with
        {
            HouseholdComplaints = counts.Sum(row => row.Households is > 0 ? row.CountedCases : 0),
            Households = counts.Sum(row => row.Households ?? 0),
            AreaComplaints = counts.Sum(row => row.HeatedSquareMetres is > 0 ? row.CountedCases : 0),
            HeatedSquareMetres = counts.Sum(row => row.HeatedSquareMetres ?? 0),
            SolvedAtOnce = households.Count == 0 ? null : households.Sum(row => row.SolvedAtOnce),
            ComplainingHouseholds = households.Count == 0 || households.Any(row => row.Households is null) ? null : households.Sum(row => row.Households),
            RepeatHouseholds = households.Count == 0 || households.Any(row => row.RepeatHouseholds is null) ? null : households.Sum(row => row.RepeatHouseholds),
            FactsConfirmed = checks.Sum(check => check.FactsConfirmed),
            FactsCompared = checks.Sum(check => check.FactsCompared),
            TestsConnected = checks.Sum(check => check.Tests.Sum(test => test.Connected)),
            Tests = checks.Sum(check => check.Tests.Sum(test => test.Tests)),
            Median = NearestRank.Find(histogram, 50),
            NinthDecile = NearestRank.Find(histogram, 90),
        };
    }

    internal static FigureSums Sums(IReadOnlyList<RollupCounts> rows) => new()
    {
        Cases = rows.Sum(row => row.Cases),
        CompleteCases = rows.Sum(row => row.CompleteCases),
        FedBack = rows.Sum(row => row.FedBack),
        FedBackInTime = rows.Sum(row => row.FedBackInTime),
        FeedbackOverdue = rows.Sum(row => row.FeedbackOverdue),
        Closed = rows.Sum(row => row.Closed),
        ClosingOverdue = rows.Sum(row => row.ClosingOverdue),
        Handled = rows.Sum(row => row.Handled),
        HandlingMinutes = rows.Sum(row => row.HandlingMinutes),
        Rated = rows.Sum(row => row.Rated),
        Satisfied = rows.Sum(row => row.Satisfied),
        Reopened = rows.Sum(row => row.Reopened),
        RatingPoints = rows.Sum(row => row.RatingPoints),
        CallBacks = rows.Sum(row => row.CallBacks),
        CallBacksReached = rows.Sum(row => row.CallBacksReached),
        Dispatches = rows.Sum(row => row.Dispatches),
        DispatchesInTime = rows.Sum(row => row.DispatchesInTime),
    };

    private static List<SliceFigures<T>> Slices<T>(RollupReading reading, RollupSlice slice)
        where T : struct, Enum =>
    [
        .. from row in reading.Slices
           where row.Slice == slice
           orderby row.Code
           select new SliceFigures<T>((T)Enum.ToObject(typeof(T), row.Code), IndicatorRegistry.Compute(Sums([row]), IndicatorRegistry.OfCounts)),
    ];

    /// <summary>A month belongs to the season it touches, as in the period of a season.</summary>
    private static IEnumerable<SeasonFigures> Seasons(MonthSpan period, HeatingSeasons seasons, Dictionary<string, TrendRow> months)
    {
        var part = new List<DateOnly>();
        for (var month = period.From; month <= period.To; month = month.AddMonths(1))
        {
            part.Add(month);
            var season = Of(month);
            if (month == period.To || Of(month.AddMonths(1)) != season)
            {
                var rows = part.Select(MonthSpan.Text).Where(months.ContainsKey).Select(text => months[text]).ToList();
                yield return new(season, part[0], month, IndicatorRegistry.Compute(Sums(rows), IndicatorRegistry.OfCounts));
                part.Clear();
            }
        }

        HeatingSeason? Of(DateOnly month) => seasons.Of(month) ?? seasons.Of(month.AddMonths(1).AddDays(-1));
    }

    private static List<LimitFigures> Limits(
        IEnumerable<LimitRow> rows, IReadOnlyList<LimitRow>? previous, IReadOnlyDictionary<string, LimitIndicator> local)
    {
        var before = previous?.ToDictionary(row => row.RuleId, row => Verdicts([row]), StringComparer.Ordinal);
        var figures = new List<LimitFigures>();
        foreach (var rule in rows.GroupBy(row => row.RuleId, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            var indicator = local.GetValueOrDefault(rule.Key) ?? IndicatorRegistry.Timeliness(rule.Key);
            var counts = Verdicts([.. rule]);
            figures.Add(new(
                indicator, counts, indicator.Of(counts), before is not null && before.TryGetValue(rule.Key, out var past) ? indicator.Of(past) : null));
        }

        return figures;
    }

    private static List<TopicFigures> Topics(RollupReading reading)
    {
        var now = reading.Limits.ToLookup(TopicOf);
        var before = reading.PreviousLimits.ToLookup(TopicOf);
        var figures = new List<TopicFigures>();
        foreach (var indicator in TopicIndicator.All.Where(indicator => now.Contains(indicator.Topic)))
        {
            var counts = Verdicts([.. now[indicator.Topic]], indicator.Topic.ToString());
            figures.Add(new(
                indicator,
                counts,
                indicator.Of(counts),
                before.Contains(indicator.Topic) ? indicator.Of(Verdicts([.. before[indicator.Topic]], indicator.Topic.ToString())) : null));
        }

        return figures;

        LimitTopic? TopicOf(LimitRow row) => (reading.LocalLimits.GetValueOrDefault(row.RuleId) ?? IndicatorRegistry.Timeliness(row.RuleId)).Topic;
    }

    private static VerdictCounts Verdicts(IReadOnlyList<LimitRow> rows, string? name = null) => new()
    {
        RuleId = name ?? rows[0].RuleId,
        Met = rows.Sum(row => row.Met),
        Late = rows.Sum(row => row.Late),
        OpenInTime = rows.Sum(row => row.OpenInTime),
        OpenOverdue = rows.Sum(row => row.OpenOverdue),
        NotApplicable = rows.Sum(row => row.NotApplicable),
        Undeterminable = rows.Sum(row => row.Undeterminable),
    };
}
