using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.TimeLimits;
using Portal.Data.Warnings;
using Portal.Ledgers.Cases;
using Portal.Shell;

namespace Portal.Warnings;

/// <summary>Says in the reader's language what a warning says in codes.</summary>
public sealed class WarningTexts(IStringLocalizer<WarningWords> say, CaseTexts cases, IStringLocalizer<Words> words)
{
    public string Of<T>(T code)
        where T : struct, Enum => say[typeof(T).Name + "_" + code];

    /// <summary>What was seen, in one sentence.</summary>
    public string Seen(Warning warning) => say[
        warning.RuleCode is WarningRuleCode.SuddenOutage or WarningRuleCode.RepeatedComplaint && warning.SubjectText is null
            ? $"Seen_{warning.RuleCode}_Whole"
            : warning.RuleCode is WarningRuleCode.RiskWords && warning.Amount == 1
                ? "Seen_RiskWords_One"
                : warning.RuleCode is WarningRuleCode.Spike && warning.LastAt - warning.FirstAt < TimeSpan.FromDays(1)
                    ? "Seen_Spike_Day"
                    : $"Seen_{warning.RuleCode}",
        Show.Count(warning.Amount),
        Show.Count(warning.Threshold),
        warning.SubjectText ?? "",
        Occurrence(warning),
        Show.Count(warning.CaseCount),
        Show.Minutes(warning.Amount * 60L)];

    /// <summary>A season or year as <c>2025–2026</c>; a day, week or month as it is. A spike is that of its day, where one day alone stands out.</summary>
    public static string Occurrence(Warning warning) =>
        warning.RuleCode is WarningRuleCode.Spike ? Show.Day(DateOnly.FromDateTime(warning.FirstAt))
        : warning.RuleCode is WarningRuleCode.ManyHouseholds or WarningRuleCode.RepeatedComplaint
            && int.TryParse(warning.Occurrence, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? string.Create(CultureInfo.InvariantCulture, $"{year}–{year + 1}")
            : warning.Occurrence;

    /// <summary>What the rule says with these parameters, in words.</summary>
    public string Rule(WarningRuleCode rule, WarningSettings settings) => say[
        "Rule_" + rule,
        [.. WarningRuleFile.Of(rule).Numbers.Select(number => (object)Show.Count(settings[number.Key]))]];

    public string Parameter(WarningRuleCode rule, string key) => say[$"Parameter_{key}_{rule}"] is { ResourceNotFound: false } own ? own.Value : say["Parameter_" + key].Value;

    public string List(WarningSettings settings, WarningList list) =>
        string.Join(say["Comma"], settings.Lists.GetValueOrDefault(list.Key, []).Select(value => Item(list, value)));

    /// <summary>A value of a list: a word as it is, a code by its name.</summary>
    public string Item(WarningList list, string value) => list.Codes switch
    {
        nameof(RequestClass) when Enum.TryParse<RequestClass>(value, out var code) => cases.Of(code),
        nameof(ComplaintType) when Enum.TryParse<ComplaintType>(value, out var code) => cases.Of(code),
        nameof(Data.Registry.Sector) => words["Sector_" + value],
        _ => value,
    };

    /// <summary>Icon and colour of a severity; the word always stands beside it.</summary>
    public static (string Icon, string Class) Look(WarningSeverity severity) => severity switch
    {
        WarningSeverity.Urgent => ("alert", "verdict-late"),
        WarningSeverity.Important => ("alert", "verdict-openoverdue"),
        _ => ("clock", "verdict-openintime"),
    };

    public static (string Icon, string Class) Look(WarningState state) => state switch
    {
        WarningState.Open => ("question", "verdict-openoverdue"),
        WarningState.Acknowledged => ("clock", "verdict-openintime"),
        WarningState.Disputed => ("question", "verdict-undeterminable"),
        WarningState.Closed => ("check", "verdict-met"),
        _ => ("minus", "verdict-notapplicable"),
    };
}
