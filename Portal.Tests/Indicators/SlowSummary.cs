using Portal.Data.Indicators;
using Portal.Data.Ledgers.Mapping;
using Portal.Tests.Ledgers;
using Portal.Tests.Ledgers.Cases;

namespace Portal.Tests.Indicators;

/// <summary>Every column of 汇总报表 and the indicators beside it, counted slowly and straight from the text of the files.</summary>
internal static class SlowSummary
{
    private static readonly string[] s_marks = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"];

    /// <summary>Households that come back, grades, callbacks and objections: what the ledgers of other tests lack.</summary>
    public static void Adorn(Random draw, string?[] row)
    {
        row[(int)LedgerField.Address] = $"示例街{draw.Next(25)}号";
        row[(int)LedgerField.Community] = draw.Next(5) == 0 ? null : $"示例{draw.Next(4)}区";
        row[(int)LedgerField.Grade] = new[] { null, "一般件", "一般件", "复杂件", "重点件", "疑难件" }[draw.Next(6)];
        if (row[(int)LedgerField.ClosedAt] is { } closed)
        {
            var at = DateTime.ParseExact(closed, "yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
            row[(int)LedgerField.CalledBackAt] = draw.Next(3) == 0 || at.AddMinutes(30) > Sample.JudgedAt ? null : Text(at.AddMinutes(30));
            row[(int)LedgerField.ObjectedAt] = draw.Next(6) != 0 || at.AddMinutes(45) > Sample.JudgedAt ? null : Text(at.AddMinutes(45));
        }
    }

    /// <summary>Column id to what stands above and below the line.</summary>
    public static Dictionary<string, (decimal Above, decimal? Below)> Columns(IReadOnlyList<FiledRow> rows, int all)
    {
        var fedBack = rows.Where(row => row.At(LedgerField.FedBackAt) is not null).ToList();
        var onTime = fedBack.Where(row => row.At(LedgerField.FedBackAt) <= row.FeedbackDue).ToList();
        var due = fedBack.Count + rows.Count(row => row.At(LedgerField.FedBackAt) is null && Sample.JudgedAt > row.FeedbackDue);
        var closed = rows.Where(row => row.At(LedgerField.ClosedAt) is not null).ToList();
        var rated = rows.Where(row => s_marks.Contains(row[LedgerField.Rating])).ToList();
        var points = rated.Sum(row => Array.IndexOf(s_marks, row[LedgerField.Rating]) + 1);
        var done = rows.Where(row => row.At(LedgerField.ClosedAt) is not null || row.At(LedgerField.FedBackAt) is not null).ToList();
        var columns = new Dictionary<string, (decimal, decimal?)>
        {
            ["difficult"] = (Of("疑难件").Count(), null),
            ["assigned"] = (rows.Count, null),
            ["fedBack"] = (fedBack.Count, null),
            ["onTime"] = (onTime.Count, null),
            ["closed"] = (closed.Count(row => !IsReopened(row)), null),
            ["rated"] = (rated.Count, null),
            ["points"] = (points, null),
            ["pointsMean"] = (points, rated.Count),
            ["feedbackRate"] = (fedBack.Count, due),
            ["onTimeFeedbackRate"] = (onTime.Count, due),
            ["satisfactionRate"] = (rated.Count(row => row[LedgerField.Rating] is "非常满意" or "满意" or "基本满意"), rated.Count),
            ["handlingDays"] = (fedBack.Sum(row => Minutes(row.At(LedgerField.DispatchedAt) ?? row.At(LedgerField.ReceivedAt), row.At(LedgerField.FedBackAt))), fedBack.Count),
            ["effectiveCallBackRate"] = (done.Count(row => row.At(LedgerField.CalledBackAt) is not null && rated.Contains(row)), done.Count),
            ["onTimeDispatchRate"] = (rows.Count(row => IsDispatchedInTime(row) is true), rows.Count(row => IsDispatchedInTime(row) is not null)),
            ["share"] = (rows.Count, all),
        };
        foreach (var (id, grades) in new[] { ("ordinary", new[] { null, "一般件", "复杂件" }), ("key", ["重点件"]) })
        {
            columns[id + "Assigned"] = (Of(grades).Count(), null);
            columns[id + "FedBack"] = (Of(grades).Count(fedBack.Contains), null);
            columns[id + "OnTime"] = (Of(grades).Count(onTime.Contains), null);
        }

        return columns;

        IEnumerable<FiledRow> Of(params string?[] grades) => rows.Where(row => grades.Contains(row[LedgerField.Grade]));
    }

    /// <summary>综评分 out of the columns, to a tenth; null without parts of at least half the weight.</summary>
    public static decimal? Score(Dictionary<string, (decimal Above, decimal? Below)> columns)
    {
        var parts = new[] { ("feedbackRate", 20), ("onTimeFeedbackRate", 20), ("satisfactionRate", 30), ("effectiveCallBackRate", 15), ("onTimeDispatchRate", 15) }
            .Where(part => columns[part.Item1].Below > 0)
            .ToList();
        var weight = parts.Sum(part => part.Item2);
        return weight < 50 ? null : parts.Sum(part => part.Item2 * columns[part.Item1].Above / columns[part.Item1].Below!.Value) * 100 / weight;
    }

    /// <summary>办结率, 一次解决率 and 重复投诉率 of one enterprise.</summary>
    /// <param name="rows">Of the period.</param>
    /// <param name="everything">Of all months of the enterprise: what comes back may lie in the next.</param>
    public static Dictionary<Indicator, (long Above, long Below)> Conduct(IReadOnlyList<FiledRow> rows, IReadOnlyList<FiledRow> everything)
    {
        var closed = rows.Where(row => row.At(LedgerField.ClosedAt) is not null).ToList();
        var closable = closed.Count + rows.Count(row => row.At(LedgerField.ClosedAt) is null && Sample.JudgedAt > row.FeedbackDue);
        var households = rows.GroupBy(Household).ToList();
        return new()
        {
            [IndicatorRegistry.ClosingRate] = (closed.Count(row => !IsReopened(row)), closable),
            [IndicatorRegistry.FirstTimeSolvedRate] = (
                closed.Count(row => row.At(LedgerField.ObjectedAt) is null && !everything.Any(other =>
                    Household(other) == Household(row) && other[LedgerField.ComplaintType] == row[LedgerField.ComplaintType]
                    && other.At(LedgerField.ReceivedAt) > row.At(LedgerField.ReceivedAt)
                    && other.At(LedgerField.ReceivedAt) <= row.At(LedgerField.ReceivedAt)!.Value.AddDays(30))),
                closed.Count),
            [IndicatorRegistry.RepeatHouseholdRate] = (
                households.Count(household => household.GroupBy(row => row[LedgerField.ComplaintType]).Any(issue => issue.Count() > 2)), households.Count),
        };
    }

    private static string Household(FiledRow row) => row[LedgerField.Community] + row[LedgerField.Address];

    private static bool IsReopened(FiledRow row) =>
        row.At(LedgerField.ClosedAt) is { } closed && row.At(LedgerField.ObjectedAt) is { } objected && objected >= closed && objected <= closed.AddDays(30);

    /// <summary>By the local default of two hours; null where nothing was to be dispatched.</summary>
    private static bool? IsDispatchedInTime(FiledRow row)
    {
        var due = row.At(LedgerField.ReceivedAt)!.Value.AddHours(2);
        return row.At(LedgerField.DispatchedAt) is { } at ? at <= due
            : new[] { LedgerField.RespondedAt, LedgerField.ArrivedAt, LedgerField.FedBackAt, LedgerField.ClosedAt }.Any(field => row.At(field) is not null) ? null
            : Sample.JudgedAt > due ? false : null;
    }

    private static long Minutes(DateTime? from, DateTime? to) => (long)(to!.Value - from!.Value).TotalMinutes;

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
