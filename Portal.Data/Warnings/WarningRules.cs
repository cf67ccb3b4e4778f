namespace Portal.Data.Warnings;

/// <summary>All rules over one enterprise. Pure.</summary>
public static class WarningRules
{
    /// <summary>Each warning once, in the order of the rules.</summary>
    public static IReadOnlyList<WarningFinding> Find(WarningInput input, EffectiveWarningRules rules) =>
    [
        .. rules.All
            .Where(rule => rule.Settings.IsOn)
            .SelectMany(rule => Find(input, rule.Rule.Code, rule.Settings))
            .DistinctBy(finding => finding.Key),
    ];

    /// <summary>
    /// From when on a rule sees everything there is: a warning that begins later and is not found has ceased to hold.
    /// </summary>
    public static DateTime SeesFrom(WarningInput input, WarningRuleCode rule) => rule switch
    {
        // The week or month in which the window begins is not looked at as a whole.
        WarningRuleCode.Spike => SpikeRules.FirstWeek(input.LookbackFrom).ToDateTime(default),
        WarningRuleCode.RiskWords => input.LookbackFrom.ToDateTime(default),
        WarningRuleCode.Silence => SilenceRules.Months(input.AsOf)[^1].ToDateTime(default),
        _ => input.From.ToDateTime(default),
    };

    private static IEnumerable<WarningFinding> Find(WarningInput input, WarningRuleCode rule, WarningSettings settings) => rule switch
    {
        WarningRuleCode.ManyHouseholds => HouseholdRules.ManyHouseholds(input, settings),
        WarningRuleCode.RepeatedComplaint => HouseholdRules.RepeatedComplaint(input, settings),
        WarningRuleCode.ReturnedOften => CaseWarningRules.ReturnedOften(input, settings),
        WarningRuleCode.StalledCommitment => CaseWarningRules.StalledCommitment(input, settings),
        WarningRuleCode.Spike => SpikeRules.Find(input, settings),
        WarningRuleCode.SuddenOutage => HouseholdRules.SuddenOutage(input, settings),
        WarningRuleCode.Silence => SilenceRules.Find(input, settings),
        WarningRuleCode.RiskWords => CaseWarningRules.RiskWords(input, settings),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };
}
