using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Ledgers.Cases;

/// <summary>
/// What an address asks of the explorer and of its export; both read it here. A value that is none of its list asks
/// nothing, and text is only ever a parameter of a query.
/// </summary>
public sealed record CaseQuery
{
    /// <summary>Stands in an address for cells that are empty.</summary>
    public const string NotFilledIn = "-";

    private const int LongestText = 100;

    /// <summary>The names in an address, beside those of the scope.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "e", "class", "classes", "sized", "missed", "community", "cause", "subtype", "type", "channel", "urgency", "grade", "grades", "from", "outcome",
        "rating", "limit", "verdict", "feedback", "closing", "complete", "handled", "reopened", "filing", "q", "sort", "desc",
    ];

    /// <summary>The names of what the address asks for that is no value, or holds one that is none.</summary>
    public IReadOnlyList<string> Misread { get; init; } = [];

    public string? Enterprise { get; init; }

    public RequestClass? RequestClass { get; init; }

    public IReadOnlyList<RequestClass> RequestClasses { get; init; } = [];

    public bool HasHouseholds { get; init; }

    public string? MissedRule { get; init; }

    public string? Community { get; init; }

    /// <summary>Empty for cases in which it is not filled in.</summary>
    public string? Responsibility { get; init; }

    /// <summary>Empty for cases in which it is not filled in.</summary>
    public string? SubType { get; init; }

    public ComplaintType? ComplaintType { get; init; }

    public Channel? Channel { get; init; }

    public Urgency? Urgency { get; init; }

    public CaseGrade? Grade { get; init; }

    /// <summary>Several grades, as the columns of a report ask for them.</summary>
    public IReadOnlyList<CaseGrade> Grades { get; init; } = [];

    /// <summary>First month of a longer period, whose last is the chosen one.</summary>
    public DateOnly? From { get; init; }

    public CaseOutcome? Outcome { get; init; }

    public RatingFilter? Rating { get; init; }

    public VerdictFilter? Limit { get; init; }

    public IReadOnlyList<DueState> Feedback { get; init; } = [];

    public IReadOnlyList<DueState> Closing { get; init; } = [];

    public bool? IsComplete { get; init; }

    public bool? IsHandled { get; init; }

    public bool? IsReopened { get; init; }

    public long? FilingId { get; init; }

    /// <summary>A case number, or words of the content: the data decides.</summary>
    public string? Text { get; init; }

    public CaseSort Sort { get; init; } = CaseSort.ReceivedAt;

    public bool IsDescending { get; init; } = true;

    /// <summary>Ids of the limits that can be asked for.</summary>
    public static IReadOnlyList<string> LimitIds { get; } =
        [.. RuleSets.OfRows.Select(rule => rule.Id).Distinct(StringComparer.Ordinal)];

    public static CaseQuery Read(string address)
    {
        var question = address.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? new() : Read(QueryHelpers.ParseQuery(address[question..].Split('#')[0]));
    }

    public static CaseQuery Read(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in query)
        {
            values[key] = value.ToString().Trim();
        }

        var misread = new List<string>();
        var (limit, verdict) = (Read("limit", Rule), Code<Verdict>("verdict"));
        if (limit is null != verdict is null && misread.Count == 0)
        {
            // One asks nothing without the other.
            misread.Add(limit is null ? "verdict" : "limit");
        }

        var sort = Code<CaseSort>("sort") ?? CaseSort.ReceivedAt;
        return new()
        {
            Enterprise = Cut(Raw("e")),
            RequestClass = Code<RequestClass>("class"),
            RequestClasses = Codes<RequestClass>("classes"),
            HasHouseholds = Read("sized", Answer) is true,
            MissedRule = Read("missed", Rule),
            Community = Raw("community"),
            Responsibility = Word(Raw("cause")),
            SubType = Word(Raw("subtype")),
            ComplaintType = Code<ComplaintType>("type"),
            Channel = Code<Channel>("channel"),
            Urgency = Code<Urgency>("urgency"),
            Grade = Code<CaseGrade>("grade"),
            Grades = Codes<CaseGrade>("grades"),
            From = Read("from", PageScope.ParseMonth),
            Outcome = Code<CaseOutcome>("outcome"),
            Rating = Code<RatingFilter>("rating"),
            Limit = limit is not null && verdict is { } wanted ? new(limit, wanted) : null,
            Feedback = Codes<DueState>("feedback"),
            Closing = Codes<DueState>("closing"),
            IsComplete = Read("complete", Answer),
            IsHandled = Read("handled", Answer),
            IsReopened = Read("reopened", Answer),
            FilingId = Read("filing", AddressValue.IdOf),
            Text = Cut(Raw("q")),
            Sort = sort,
            IsDescending = Read("desc", Answer) ?? sort is CaseSort.ReceivedAt,
            Misread = misread,
        };

        string? Raw(string key) => values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

        T Read<T>(string key, Func<string?, T> read)
        {
            var value = read(Raw(key));
            if (value is null && Raw(key) is not null)
            {
                misread.Add(key);
            }

            return value;
        }

        T? Code<T>(string key)
            where T : struct, Enum => Read(key, AddressValue.CodeOf<T>);

        T[] Codes<T>(string key)
            where T : struct, Enum
        {
            var names = (Raw(key) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            T?[] codes = [.. names.Select(AddressValue.CodeOf<T>)];
            if (codes.Contains(null))
            {
                misread.Add(key);
            }

            return [.. codes.OfType<T>().Distinct()];
        }
    }

    /// <param name="scope">Whose cases may be listed; the query narrows it.</param>
    /// <param name="month">First day of the month; null for all months.</param>
    public CaseFilter ToFilter(EnterpriseScope scope, DateOnly? month) => new()
    {
        Scope = scope with { EnterpriseCode = Enterprise },
        // A filing holds updates of earlier months too.
        FromMonth = FilingId is not null ? null : From is { } first && (month is null || first < month) ? first : month,
        ToMonth = FilingId is null ? month : null,
        Channel = Channel,
        RequestClass = RequestClass,
        RequestClasses = RequestClasses,
        HasHouseholds = HasHouseholds,
        MissedRule = MissedRule,
        Community = Community,
        Responsibility = Responsibility,
        SubType = SubType,
        ComplaintType = ComplaintType,
        Urgency = Urgency,
        Grade = Grade,
        Grades = Grades,
        Outcome = Outcome,
        Rating = Rating,
        Verdict = Limit,
        Feedback = Feedback,
        Closing = Closing,
        IsComplete = IsComplete,
        IsHandled = IsHandled,
        IsReopened = IsReopened,
        FilingId = FilingId,
        Text = Text,
    };

    private static string? Word(string? text) => text == NotFilledIn ? "" : text;

    private static bool? Answer(string? text) => text?.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => null,
    };

    /// <summary>A limit of a shipped set, or one that a jurisdiction may have made for itself.</summary>
    private static string? Rule(string? text) =>
        LimitIds.FirstOrDefault(id => string.Equals(id, text, StringComparison.OrdinalIgnoreCase)) ?? (text is not null && RuleSetRules.IsRuleId(text) ? text : null);

    private static string? Cut(string? text) => text?.Length > LongestText ? text[..LongestText] : text;
}
