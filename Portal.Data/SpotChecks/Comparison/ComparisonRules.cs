using System.Globalization;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.Data.SpotChecks.Comparison;

/// <summary>
/// Puts what was found beside what the ledger claims, fact by fact (docs/spot-checks.md#comparison-with-the-ledger). Where
/// the ledger claims nothing there is nothing to contradict; what is better than claimed may have come later. Pure.
/// </summary>
public static class ComparisonRules
{
    private const string Yes = "yes";
    private const string No = "no";

    /// <summary>基本满意 or better, as the ledgers' own satisfaction rate counts it.</summary>
    public const decimal LeastSatisfied = 3;

    /// <param name="answers">Those of the task that count.</param>
    /// <returns>One for each fact that was answered, in the order of <see cref="Fact"/>; none for a task that came to no answers.</returns>
    public static IReadOnlyList<ComparedFact> Compare(
        LedgerClaim claim, Disposition? disposition, IReadOnlyCollection<AnswerRecord> answers, Tolerances tolerances)
    {
        if (disposition is Disposition.DeniesComplaint)
        {
            return [new() { Fact = Fact.Received, Outcome = FactOutcome.Contradicted, Claimed = Yes, Found = No }];
        }

        if (disposition is not { } ended || !AttemptRules.IsCompleted(ended))
        {
            return [];
        }

        var found = new List<ComparedFact?>
        {
            Choice(Fact.Received, Yes, ChoiceOf(FactCodes.Received)),
            Choice(Fact.Visited, Text(claim.ArrivedAt), ChoiceOf(FactCodes.Visited)),
            Time(Fact.ArrivalTime, claim.ArrivedAt, ChoiceOf(FactCodes.ArrivalTime), tolerances.ArrivalMinutes),
            Solved(claim.Outcome, ChoiceOf(FactCodes.Solved)),
            Choice(Fact.ClosedAgreed, Text(claim.ClosedAt), ChoiceOf(FactCodes.ClosedAgreed)),
            Satisfied(claim.Rating, NumberOf(FactCodes.Satisfied)),
            Choice(Fact.FeedbackReceived, Text(claim.FedBackAt), ChoiceOf(FactCodes.FeedbackReceived)),
            Time(Fact.FeedbackTime, claim.FedBackAt, ChoiceOf(FactCodes.FeedbackTime), tolerances.FeedbackMinutes),
            Temperature(claim.RoomTemperatureTenths, [.. Of(FactCodes.Temperature).Where(answer => answer.Number is not null).Select(answer => answer.Number!.Value)], tolerances.TemperatureTenths),
        };
        return [.. found.OfType<ComparedFact>()];

        IEnumerable<AnswerRecord> Of(string code) => answers.Where(answer => answer.ItemCode == code);

        string? ChoiceOf(string code) => Of(code).FirstOrDefault()?.ChoiceCode;

        decimal? NumberOf(string code) => Of(code).FirstOrDefault()?.Number;
    }

    /// <summary>Whether the rating counts as satisfied; null when nothing was rated.</summary>
    public static bool? IsSatisfied(CaseRating? rating) => rating switch
    {
        CaseRating.VerySatisfied or CaseRating.Satisfied or CaseRating.FairlySatisfied => true,
        CaseRating.Dissatisfied or CaseRating.VeryDissatisfied => false,
        _ => null,
    };

    private static ComparedFact? Choice(Fact fact, string? claimed, string? found) => found is null ? null : new()
    {
        Fact = fact,
        Outcome = (claimed, found) switch
        {
            (not null, Yes) => FactOutcome.Confirmed,
            (not null, No) => FactOutcome.Contradicted,
            _ => FactOutcome.NotComparable,
        },
        Claimed = claimed,
        Found = found,
    };

    private static ComparedFact? Time(Fact fact, DateTime? claimed, string? found, int tolerance) =>
        !DateTime.TryParseExact(found, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? null : new()
        {
            Fact = fact,
            Outcome = claimed is not { } told ? FactOutcome.NotComparable
                : (Minute(told) - moment).Duration() <= TimeSpan.FromMinutes(tolerance) ? FactOutcome.Confirmed
                : FactOutcome.Contradicted,
            Claimed = Text(claimed),
            Found = found!,
            Tolerance = tolerance,
        };

    private static ComparedFact? Solved(CaseOutcome? claimed, string? found)
    {
        // How much is solved: all, part, nothing. Solved better than claimed may have come after the filing.
        int? told = claimed switch { CaseOutcome.Solved => 2, CaseOutcome.PartlySolved => 1, CaseOutcome.Unsolved => 0, _ => null };
        int? asked = found switch { Yes => 2, "partly" => 1, No => 0, _ => null };
        return asked is null ? null : new()
        {
            Fact = Fact.Solved,
            Outcome = told is null || asked > told ? FactOutcome.NotComparable : asked == told ? FactOutcome.Confirmed : FactOutcome.Contradicted,
            Claimed = claimed?.ToString(),
            Found = found!,
        };
    }

    private static ComparedFact? Satisfied(CaseRating? claimed, decimal? found) => found is not { } scale ? null : new()
    {
        Fact = Fact.Satisfied,
        Outcome = IsSatisfied(claimed) is not { } told ? FactOutcome.NotComparable
            : told == scale >= LeastSatisfied ? FactOutcome.Confirmed
            : FactOutcome.Contradicted,
        Claimed = claimed?.ToString(),
        Found = scale.ToString("0", CultureInfo.InvariantCulture),
    };

    /// <summary>The mean of the rooms beside the ledger's one figure.</summary>
    private static ComparedFact? Temperature(int? claimedTenths, IReadOnlyCollection<decimal> readings, int tolerance)
    {
        if (readings.Count == 0)
        {
            return null;
        }

        var mean = Math.Round(readings.Average(), 1, MidpointRounding.AwayFromZero);
        return new()
        {
            Fact = Fact.Temperature,
            Outcome = claimedTenths is not { } told ? FactOutcome.NotComparable
                : Math.Abs((mean * 10) - told) <= tolerance ? FactOutcome.Confirmed
                : FactOutcome.Contradicted,
            Claimed = claimedTenths is { } tenths ? (tenths / 10m).ToString("0.0", CultureInfo.InvariantCulture) : null,
            Found = mean.ToString("0.0", CultureInfo.InvariantCulture),
            Tolerance = tolerance,
        };
    }

    private static string? Text(DateTime? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static DateTime Minute(DateTime moment) => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMinute));
}
