using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Portal.Data.TimeLimits;

namespace Portal.TimeLimits.Rules;

/// <summary>
/// Says in the reader's language what the readers of rule and calendar files find. They write for whoever edits the file,
/// in English; what is met here by its pattern is said in words, anything else as it stands.
/// </summary>
internal static class ProblemWords
{
    private static readonly (string Key, Regex Pattern)[] s_entries =
    [
        ("RuleSet", new("^rule set$")),
        ("Calendar", new("^calendar$")),
        ("Rule", new(@"^rule (?<a>\d+)$")),
        ("Year", new(@"^year (?<a>\d+)$")),
        ("Day", new(@"^(?<a>\d+), day (?<b>\d+)$")),
    ];

    private static readonly (string Key, Regex Pattern)[] s_patterns =
    [
        ("Missing", new(@"^is missing\.$")),
        ("Text", new(@"^must be a text that is not empty\.$")),
        ("Number", new(@"^must be a whole number\.$")),
        ("Flag", new(@"^must be true or false\.$")),
        ("Date", new(@"^must be a date as yyyy-MM-dd")),
        ("MonthDay", new(@"^must be a day of the year as MM-dd")),
        ("Texts", new(@"^must be a list of texts")),
        ("Braces", new(@"^must be an object in braces")),
        ("Objects", new(@"^must be a list of objects")),
        ("OneObject", new(@"^The file must hold one JSON object")),
        ("Json", new(@"^The file is not JSON \(line (?<a>\d+)\)")),
        ("Code", new(@"^""(?<a>.*)"" is not one of ")),
        ("Unknown", new(@"^is not known here")),
        ("Excludes", new(@"^excludes ""(?<a>\w+)""")),
        ("Id", new(@"^must be of letters, digits")),
        ("Twice", new(@"^is used by more than one rule at a time")),
        ("NoRule", new(@"^holds no rule")),
        ("FromTo", new(@"^lies before effectiveFrom")),
        ("StopBefore", new(@"does not come before the start")),
        ("StopOrder", new(@"does not come after the start")),
        ("NoEvent", new(@" is no event of the record ")),
        ("OtherEvent", new(@" is not another event of the record ")),
        ("Amount", new(@"^must be 1 or more; 0 is for")),
        ("One", new(@"^must be 1 or more\.")),
        ("AmountMost", new(@"^must not be more than (?<a>\d+)")),
        ("Boundary", new(@"^EndOfDay needs a limit in days")),
        ("BoundaryEarliest", new(@"^EndOfDay is a latest time")),
        ("Direction", new(@"^is Within where")),
        ("ExtensionUseless", new(@"^has an effect only where orderLimit is Replaces")),
        ("AgreedBy", new(@"^needs agreedBy")),
        ("Pipe", new(@"^holds no diameter")),
        ("PipeTwice", new(@"^gives two limits for one diameter")),
        ("Contradiction", new(@"^fits cases that (?<a>\S+) fits too")),
        ("Year", new(@"^must be a year from (?<a>\d+) to (?<b>\d+)")),
        ("Span", new(@"^""(?<a>.*)"" must be a day as ")),
        ("SpanBackwards", new(@"^""(?<a>.*)"" ends before it begins")),
        ("SpanLong", new(@"^""(?<a>.*)"" holds (?<b>\d+) days; a span holds (?<c>\d+) at most")),
        ("SpanOver", new(@"^""(?<a>.*)"" runs into (?<b>\d+); end it with (?<c>\d+)-12-31")),
        ("SpanElsewhere", new(@"^""(?<a>.*)"" lies in (?<b>\d+), not in (?<c>\d+)")),
        ("DayTwice", new(@"^(?<a>\S+) is given more than once")),
        ("NoDayOff", new(@"^holds no day off in (?<a>\d+)")),
    ];

    /// <summary>The rule, year or file the problem is of.</summary>
    public static string Entry(DataFileProblem problem, IStringLocalizer text) =>
        CultureInfo.CurrentUICulture.Name == "en" ? problem.Entry : Say(problem.Entry, "Entry_", s_entries, text);

    public static string Say(DataFileProblem problem, IStringLocalizer text)
    {
        if (CultureInfo.CurrentUICulture.Name == "en")
        {
            return problem.Property.Length == 0 ? problem.Text : $"{problem.Property}: {problem.Text}";
        }

        var place = problem.Property.Length == 0 ? "" : text["Place", problem.Property].Value;
        return place + Say(problem.Text, "Problem_", s_patterns, text);
    }

    private static string Say(string told, string prefix, (string Key, Regex Pattern)[] patterns, IStringLocalizer text)
    {
        foreach (var (key, pattern) in patterns)
        {
            if (pattern.Match(told) is { Success: true } match)
            {
                return text[prefix + key, match.Groups["a"].Value, match.Groups["b"].Value, match.Groups["c"].Value];
            }
        }

        return told;
    }
}
