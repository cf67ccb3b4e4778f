using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Questionnaires;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>One answer as the form sends it.</summary>
/// <param name="Room">Of a reading; null otherwise.</param>
/// <param name="Value">Code of a choice, figure, text or moment.</param>
/// <param name="Words">What was said, beside what was coded.</param>
public sealed record GivenAnswer(string ItemCode, string? Room, string? Value, string? Words);

/// <summary>What is wrong with an answer.</summary>
public enum AnswerFault
{
    Missing,

    /// <summary>The questionnaire has no such item, choice or room.</summary>
    Unknown,
    NotANumber,
    NotATime,

    /// <summary>Outside what the item allows, or what a room can be (a reading of 210 ℃).</summary>
    OutOfRange,
    TooLong,

    /// <summary>Markup or a script in a text.</summary>
    Markup,

    /// <summary>The outcome, or another answer, says otherwise than the answer.</summary>
    Contradiction,

    /// <summary>One item, or one room, answered twice.</summary>
    Twice,
}

/// <param name="Room">Empty unless a reading.</param>
public sealed record AnswerProblem(string ItemCode, string Room, AnswerFault Fault);

/// <summary>Answers as they are kept, and what is wrong with them.</summary>
public sealed record AnswerCheck(IReadOnlyList<AnswerRecord> Answers, IReadOnlyList<AnswerProblem> Problems);

/// <summary>Holds the answers of a form against its questionnaire. Pure.</summary>
public static partial class AnswerRules
{
    public const int LongestText = 2000;

    /// <summary>What a room can be; a reading outside is a slip of the finger or of the instrument.</summary>
    public const decimal ColdestRoom = -30;
    public const decimal HottestRoom = 50;

    private const int LeastScale = 1;
    private const int GreatestScale = 5;

    /// <param name="photographed">Items for which a photo has been sent.</param>
    public static AnswerCheck Check(
        Questionnaire questionnaire, long taskId, Disposition disposition, IReadOnlyCollection<GivenAnswer> given, IReadOnlyCollection<string> photographed)
    {
        var answers = new List<AnswerRecord>();
        var problems = given
            .Where(answer => questionnaire.Find(answer.ItemCode) is null)
            .Select(answer => new AnswerProblem(answer.ItemCode, answer.Room ?? "", AnswerFault.Unknown))
            .ToList();
        problems.AddRange(given
            .Where(HasContent)
            .GroupBy(answer => (answer.ItemCode, Room: answer.Room ?? ""))
            .Where(same => same.Count() > 1)
            .Select(same => new AnswerProblem(same.Key.ItemCode, same.Key.Room, AnswerFault.Twice)));
        foreach (var item in questionnaire.Items.Where(item => IsAsked(questionnaire, item, given)))
        {
            var own = given.Where(answer => answer.ItemCode == item.Code && HasContent(answer)).DistinctBy(answer => answer.Room ?? "").ToList();
            var isMissing = item.Type is QuestionType.Photo ? !photographed.Contains(item.Code) : !own.Exists(answer => !string.IsNullOrWhiteSpace(answer.Value));
            if (isMissing && item.IsRequired && AttemptRules.IsCompleted(disposition))
            {
                problems.Add(new(item.Code, "", AnswerFault.Missing));
            }

            foreach (var answer in own)
            {
                if (FaultOf(item, answer) is { } fault)
                {
                    problems.Add(new(item.Code, answer.Room ?? "", fault));
                }
                else
                {
                    answers.Add(Record(taskId, item, answer));
                }
            }
        }

        if (answers.Find(answer => answer.ItemCode == FactCodes.Solved) is { } solved && AttemptRules.IsCompleted(disposition) && !Agrees(disposition, solved.ChoiceCode))
        {
            problems.Add(new(FactCodes.Solved, "", AnswerFault.Contradiction));
        }

        if (questionnaire.Kind is CampaignKind.PhoneTest)
        {
            problems.AddRange(PhoneTestRules.FindContradictions(disposition, answers).Select(code => new AnswerProblem(code, "", AnswerFault.Contradiction)));
        }

        return new(answers, problems);
    }

    /// <summary>Whether an item is asked, given the answers to earlier ones; what an item hides stays hidden with it.</summary>
    public static bool IsAsked(Questionnaire questionnaire, QuestionItem item, IReadOnlyCollection<GivenAnswer> given) =>
        item.ShowIf is not { } condition
        || (given.Any(answer => answer.ItemCode == condition.Item && condition.Choices.Contains(answer.Value))
            && questionnaire.Find(condition.Item) is { } earlier && earlier != item && IsAsked(questionnaire, earlier, given));

    private static bool HasContent(GivenAnswer answer) => !string.IsNullOrWhiteSpace(answer.Value) || !string.IsNullOrWhiteSpace(answer.Words);

    private static AnswerFault? FaultOf(QuestionItem item, GivenAnswer answer)
    {
        if ((answer.Words ?? "").Length > LongestText || (answer.Value ?? "").Length > LongestText)
        {
            return AnswerFault.TooLong;
        }

        if (HasMarkup(answer.Words) || HasMarkup(answer.Value))
        {
            return AnswerFault.Markup;
        }

        if (string.IsNullOrWhiteSpace(answer.Value))
        {
            return null;
        }

        return item.Type switch
        {
            QuestionType.Choice => item.Choices.Any(choice => choice.Code == answer.Value) ? null : AnswerFault.Unknown,
            QuestionType.Scale => FaultOfNumber(answer.Value, item.From ?? LeastScale, item.To ?? GreatestScale, isWhole: true),
            QuestionType.Number => FaultOfNumber(answer.Value, item.From, item.To, isWhole: false),
            QuestionType.Reading when item.Rooms.All(room => room.Code != answer.Room) => AnswerFault.Unknown,
            QuestionType.Reading => FaultOfNumber(answer.Value, item.From ?? ColdestRoom, item.To ?? HottestRoom, isWhole: false),
            QuestionType.Time => Moment(answer.Value) is null ? AnswerFault.NotATime : null,
            _ => null,
        };
    }

    private static AnswerFault? FaultOfNumber(string text, decimal? from, decimal? to, bool isWhole) =>
        Number(text) is not { } number || (isWhole && number != Math.Floor(number)) ? AnswerFault.NotANumber
        : number < from || number > to || Math.Abs(number) >= 100_000_000 ? AnswerFault.OutOfRange
        : null;

    private static AnswerRecord Record(long taskId, QuestionItem item, GivenAnswer answer)
    {
        var value = string.IsNullOrWhiteSpace(answer.Value) ? null : answer.Value.Trim();
        var words = Clean(answer.Words);
        return item.Type switch
        {
            QuestionType.Choice => new(taskId, item.Code, value, null, null, words),
            QuestionType.Scale => new(taskId, item.Code, value, Number(value), null, words),
            QuestionType.Number => new(taskId, item.Code, null, Number(value), null, words),
            QuestionType.Reading => new(taskId, item.Code, null, Number(value), answer.Room, words),
            QuestionType.Time => new(taskId, item.Code, Moment(value)?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), null, null, words),
            _ => new(taskId, item.Code, null, null, null, Clean(value) ?? words),
        };
    }

    public static bool HasMarkup(string? words) => Markup().IsMatch(words ?? "");

    /// <summary>Words as they are kept: numbers of people are masked, and what nobody can see (control characters, turned writing) is taken out.</summary>
    public static string? Clean(string? words) => VisibleText.Of(words ?? "").Trim() is { Length: > 0 } text ? PersonalText.Mask(text) : null;

    /// <summary>Whether <see cref="Clean"/> takes characters out.</summary>
    public static bool NeedsCleaning(string? words) => words is not null && VisibleText.Of(words) != words;

    private static bool Agrees(Disposition disposition, string? solved) => solved switch
    {
        "yes" => disposition is Disposition.CompletedResolved,
        "partly" => disposition is Disposition.CompletedPartly,
        "no" => disposition is Disposition.CompletedNotResolved or Disposition.CompletedNeverHandled,
        _ => true,
    };

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? Math.Round(number, 4)
            : null;

    private static DateTime? Moment(string? text) =>
        DateTime.TryParseExact(text?.Trim(), ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : null;

    // An opening or closing tag, a comment, or an address that runs: no word of a conversation looks like this.
    [GeneratedRegex(@"<\s*[/!]?\s*[a-z][^<>]{0,2000}>?|javascript\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();
}
