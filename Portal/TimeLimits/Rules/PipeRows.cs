using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.TimeLimits.Rules;

/// <summary>One length for pipes of some diameters while it is being typed.</summary>
public sealed class PipeRow
{
    public string? From { get; set; }

    /// <summary>The lower end itself is not meant.</summary>
    public bool IsAbove { get; set; }

    public string? To { get; set; }

    /// <summary>The upper end itself is not meant.</summary>
    public bool IsBelow { get; set; }

    public string? Amount { get; set; }

    public LimitUnit Unit { get; set; } = LimitUnit.Hour;
}

/// <summary>What is typed of lengths by diameter, and what it comes to.</summary>
public static class PipeRows
{
    /// <summary>Millimetres; no pipe of a town is wider.</summary>
    public const int WidestPipe = 9999;

    /// <summary>The longest length a rule may state.</summary>
    public const int LongestAmount = RuleSetRules.LongestAmount;

    public static List<PipeRow> Of(IEnumerable<PipeLimit> limits) =>
    [
        .. limits.Select(limit => new PipeRow
        {
            From = WholeNumber.Write(limit.Pipe.From),
            IsAbove = limit.Pipe.FromExclusive,
            To = WholeNumber.Write(limit.Pipe.To),
            IsBelow = limit.Pipe.ToExclusive,
            Amount = WholeNumber.Write(limit.Limit.Amount),
            Unit = limit.Limit.Unit,
        }),
    ];

    public static bool AreWrong(IEnumerable<PipeRow> rows) => rows.Any(row =>
        WholeNumber.IsWrong(row.From, 0, WidestPipe, isRequired: false) || WholeNumber.IsWrong(row.To, 0, WidestPipe, isRequired: false)
        || WholeNumber.IsWrong(row.Amount, 0, LongestAmount, isRequired: true)
        || (string.IsNullOrWhiteSpace(row.From) && string.IsNullOrWhiteSpace(row.To)));

    /// <summary>What is wrong is passed over; <see cref="AreWrong"/> tells.</summary>
    public static IReadOnlyList<PipeLimit> Read(IEnumerable<PipeRow> rows) =>
    [
        .. from row in rows
           let amount = WholeNumber.Of(row.Amount, 0, LongestAmount)
           where amount is not null
           select new PipeLimit(Range(row.From, row.IsAbove, row.To, row.IsBelow), new(amount.Value, row.Unit)),
    ];

    public static PipeRange Range(string? from, bool isAbove, string? to, bool isBelow)
    {
        var (first, last) = (WholeNumber.Of(from, 0, WidestPipe), WholeNumber.Of(to, 0, WidestPipe));
        return new(first, first is not null && isAbove, last, last is not null && isBelow);
    }
}
