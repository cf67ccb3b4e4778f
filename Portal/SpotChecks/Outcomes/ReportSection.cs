using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;

namespace Portal.SpotChecks.Outcomes;

/// <summary>
/// A table of results, made once and shown three times: on the page, in the workbook and in the document. So none of the
/// three can say anything else than the others.
/// </summary>
/// <param name="Key">Names the section in links; small letters.</param>
/// <param name="Note">A sentence below the title; null for none.</param>
public sealed record ReportSection(string Key, string Title, string? Note, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>Names and what they stand for, without a header.</summary>
    public bool IsFacts { get; init; }

    /// <summary>One by one: for the workbook, which has room for all.</summary>
    public bool IsList { get; init; }
}

/// <param name="Fields">What the workbook has columns of its own for; empty where one is enough.</param>
public sealed record ReportColumn(string Name, params string[] Fields)
{
    public bool IsNumber { get; init; }

    /// <summary>How wide, against the other columns.</summary>
    public int Weight { get; init; } = 2;

    public int Width => Math.Max(1, Fields.Length);
}

/// <summary>What stands in one place of a table, piece by piece.</summary>
public sealed record ReportCell(params ReportPart[] Parts)
{
    public string Text => string.Concat(Parts.Select(part => part.Text));

    public static ReportCell Missing { get; } = new(new ReportPart(Show.Missing));

    public static ReportCell Words(string text, string? href = null) => new(ReportPart.Words(text, href));

    public static ReportCell Count(long count, string? href = null) => new(ReportPart.Count(count, 0, href));

    public static ReportCell Rate(long numerator, long denominator) => denominator == 0 ? Missing : new(ReportPart.Rate((double)numerator / denominator, 0));

    /// <summary>Two counts, such as <c>18 / 24</c>.</summary>
    public static ReportCell Ratio((long Count, string? Href) part, (long Count, string? Href) whole) =>
        new(ReportPart.Count(part.Count, 0, part.Href), new(" / "), ReportPart.Count(whole.Count, 1, whole.Href));

    /// <summary>A share and the two counts it is made of.</summary>
    public static ReportCell RateOf((long Count, string? Href) part, (long Count, string? Href) whole) => whole.Count == 0
        ? Missing
        : new(
            ReportPart.Rate((double)part.Count / whole.Count, 0), new(" ("), ReportPart.Count(part.Count, 1, part.Href), new(" / "),
            ReportPart.Count(whole.Count, 2, whole.Href), new(")"));

    /// <summary>The share with its interval and the number of answers, or that they are too few.</summary>
    public static ReportCell Of(Estimate estimate, IStringLocalizer say, string? href)
    {
        if (estimate.Answers == 0)
        {
            return Missing;
        }

        if (estimate.IsSmall)
        {
            var around = say["SmallSample", "\0"].Value.Split('\0');
            return new(new(around[0]), ReportPart.Count(estimate.Answers, 3, href), new(around[1]));
        }

        return new(
            ReportPart.Rate(estimate.Share!.Value, 0), new(" ("), ReportPart.Rate(estimate.Low!.Value, 1), new("–"), ReportPart.Rate(estimate.High!.Value, 2),
            new("), n\u00a0=\u00a0"), ReportPart.Count(estimate.Answers, 3, href));
    }
}

/// <summary>A piece of a cell: text, and the value behind it where the workbook holds one.</summary>
/// <param name="Field">The column of the workbook among those of the cell; −1 for what only the eye needs.</param>
/// <param name="Href">The rows it is made of.</param>
public sealed record ReportPart(string Text, object? Value = null, CellLook Look = CellLook.General, int Field = -1, string? Href = null)
{
    public static ReportPart Words(string text, string? href = null) => new(text, text, CellLook.Wrapped, 0, href);

    public static ReportPart Count(long count, int field, string? href = null) => new(Show.Count(count), count, CellLook.Whole, field, href);

    public static ReportPart Rate(double share, int field) => new(Show.Rate((decimal)share), share, CellLook.Percent, field);

    public static ReportPart Number(double number, int field) => new(Show.Number((decimal)number), number, CellLook.OneDecimal, field);
}
