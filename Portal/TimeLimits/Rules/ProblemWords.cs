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
    private static readonly (string Key, Regex Pattern)[] s_patterns =
    [
        ("Missing", new(@"^is missing\.$")),
        ("Text", new(@"^must be a text that is not empty\.$")),
        ("Number", new(@"^must be a whole number\.$")),
        ("Date", new(@"^must be a date as yyyy-MM-dd")),
        ("Code", new(@"^""(?<a>.*)"" is not one of ")),
        ("Unknown", new(@"^is not known here")),
        ("Twice", new(@"^is used by more than one rule at a time")),
        ("NoRule", new(@"^holds no rule")),
        ("FromTo", new(@"^lies before effectiveFrom")),
        ("StopOrder", new(@"does not come after the start")),
        ("Amount", new(@"^must be 1 or more; 0 is for")),
        ("AmountMost", new(@"^must not be more than (?<a>\d+)")),
        ("Boundary", new(@"^EndOfDay needs a limit in days")),
        ("ExtensionUseless", new(@"^has an effect only where orderLimit is Replaces")),
        ("AgreedBy", new(@"^needs agreedBy")),
        ("Pipe", new(@"^holds no diameter")),
        ("Contradiction", new(@"^fits cases that (?<a>\S+) fits too")),
        ("Json", new(@"^The file is not JSON \(line (?<a>\d+)\)")),
    ];

    public static string Say(DataFileProblem problem, IStringLocalizer text)
    {
        if (CultureInfo.CurrentUICulture.Name == "en")
        {
            return problem.Property.Length == 0 ? problem.Text : $"{problem.Property}: {problem.Text}";
        }

        var place = problem.Property.Length == 0 ? "" : text["Place", problem.Property].Value;
        foreach (var (key, pattern) in s_patterns)
        {
            if (pattern.Match(problem.Text) is { Success: true } match)
            {
                return place + text["Problem_" + key, match.Groups["a"].Value];
            }
        }

        return place + problem.Text;
    }
}
