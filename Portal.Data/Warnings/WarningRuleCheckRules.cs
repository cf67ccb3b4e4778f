namespace Portal.Data.Warnings;

/// <summary>What is wrong with changed parameters.</summary>
public enum WarningRuleFault
{
    None,
    NotAllowed,

    /// <summary>The jurisdiction lies outside the actor's own, or does not exist.</summary>
    OutOfScope,
    Reason,

    /// <summary>A number is missing or outside its limits.</summary>
    Number,

    /// <summary>A list is empty, too long, or holds what it may not.</summary>
    List,
}

/// <summary>Whether changed parameters are sound. Pure.</summary>
public static class WarningRuleCheckRules
{
    public const int MostWords = 200;
    public const int LongestWord = 40;

    /// <summary>The key of the first parameter at fault with what is wrong; null when nothing is.</summary>
    public static (WarningRuleFault Fault, string Key)? Check(WarningRule rule, WarningSettings settings)
    {
        foreach (var number in rule.Numbers)
        {
            if (!settings.Numbers.TryGetValue(number.Key, out var value) || value < number.Min || value > number.Max)
            {
                return (WarningRuleFault.Number, number.Key);
            }
        }

        foreach (var list in rule.Lists)
        {
            // Nothing to except is sound; nothing to look for is not: that is what switching off is for.
            var mayBeEmpty = list.Key == "exceptions";
            if (!settings.Lists.TryGetValue(list.Key, out var values)
                || (values.Count == 0 && !mayBeEmpty)
                || values.Count > MostWords
                || values.Any(value => value.Trim().Length is 0 or > LongestWord)
                || (list.Choices is { } choices && values.Except(choices, StringComparer.Ordinal).Any()))
            {
                return (WarningRuleFault.List, list.Key);
            }
        }

        var isStrange = settings.Numbers.Keys.Except(rule.Numbers.Select(number => number.Key)).Any()
            || settings.Lists.Keys.Except(rule.Lists.Select(list => list.Key)).Any()
            || !Enum.IsDefined(settings.Severity);
        return isStrange ? (WarningRuleFault.Number, "") : null;
    }
}
