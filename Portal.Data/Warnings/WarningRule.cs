using System.Text.Json;
using Portal.Data.TimeLimits;

namespace Portal.Data.Warnings;

/// <summary>A number of a rule.</summary>
/// <param name="IsLocalDefault">No source gives it.</param>
public sealed record WarningNumber(string Key, int Value, int Min, int Max, bool IsLocalDefault = false);

/// <summary>A list of a rule: free words, or the names of codes.</summary>
/// <param name="Codes">The enum whose names it holds; null for free words.</param>
public sealed record WarningList(string Key, IReadOnlyList<string> Values, string? Codes = null, bool IsLocalDefault = false)
{
    private static readonly Type[] s_enums = [typeof(RequestClass), typeof(ComplaintType), typeof(Registry.Sector)];

    /// <summary>What may stand in it; null for any word.</summary>
    public IReadOnlyList<string>? Choices => Codes is null ? null : Enum.GetNames(s_enums.Single(type => type.Name == Codes));
}

/// <summary>Where a rule comes from.</summary>
/// <param name="Clause">Id of the requirement.</param>
/// <param name="Quote">The source's words.</param>
public sealed record WarningCitation(string Clause, string Quote);

/// <summary>A rule as shipped: what it cites and its parameters with their limits. What it does is in the rule classes.</summary>
public sealed record WarningRule
{
    public required WarningRuleCode Code { get; init; }

    /// <summary>Rises with each change of the shipped file.</summary>
    public required int Version { get; init; }

    public required WarningSeverity Severity { get; init; }

    public required IReadOnlyList<WarningCitation> Citations { get; init; }

    public required IReadOnlyList<WarningNumber> Numbers { get; init; }

    public IReadOnlyList<WarningList> Lists { get; init; } = [];

    public WarningSettings Defaults => new()
    {
        IsOn = true,
        Severity = Severity,
        Numbers = Numbers.ToDictionary(number => number.Key, number => number.Value, StringComparer.Ordinal),
        Lists = Lists.ToDictionary(list => list.Key, list => list.Values, StringComparer.Ordinal),
    };
}

/// <summary>The rules built into the portal, one for each code, in that order.</summary>
public static class WarningRuleFile
{
    public static IReadOnlyList<WarningRule> Shipped { get; } =
        JsonSerializer.Deserialize<IReadOnlyList<WarningRule>>(DataFile.Text("warning-rules.json"), WarningJson.Options)!;

    public static WarningRule Of(WarningRuleCode code) => Shipped.Single(rule => rule.Code == code);
}
