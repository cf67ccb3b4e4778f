using Portal.Data.Access;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Registry;
using Portal.Data.Warnings;
using Portal.Ledgers;

namespace Portal.Warnings;

/// <summary>
/// Looks for warnings in the demonstration ledgers as the portal would have done month by month. The invented league has
/// far more complaints for its households than a real one, so its leader asks for more before two of the rules warn:
/// that, too, is shown.
/// </summary>
public sealed class WarningDemo(WarningWatch watch, WarningRuleStore rules, JurisdictionStore jurisdictions) : DemoSequel
{
    private const string Reason = "示例数据的诉求量远高于实际，按本地规模调整";

    private static readonly TimeSpan s_ledgerZone = TimeSpan.FromHours(8);

    public override async Task RunAsync(DemoPlan plan, CancellationToken cancellation)
    {
        if (plan.Scale is DemoScale.Small && await jurisdictions.ReadByCodeAsync(DemoRegistry.LeagueCode, cancellation) is { } league)
        {
            await RaiseAsync(league, plan, WarningRuleCode.ManyHouseholds, "households", 150, cancellation);
            await RaiseAsync(league, plan, WarningRuleCode.RepeatedComplaint, "moreThan", 15, cancellation);
        }

        // A province is looked at once: month by month would take minutes and show nothing more.
        var first = plan.Scale is DemoScale.Small ? 1 : plan.Months;
        for (var month = first; month <= plan.Months; month++)
        {
            var asOf = plan.FirstMonth.AddMonths(month).AddDays(19).ToDateTime(new(18, 0));
            await watch.RunAsync(null, asOf, asOf - s_ledgerZone, cancellation);
        }
    }

    private Task RaiseAsync(Jurisdiction league, DemoPlan plan, WarningRuleCode rule, string key, int value, CancellationToken cancellation)
    {
        var defaults = WarningRuleFile.Of(rule).Defaults;
        var change = new WarningRuleChange
        {
            JurisdictionCode = league.Code,
            RuleCode = rule,
            Settings = (defaults with { Numbers = new Dictionary<string, int>(defaults.Numbers) { [key] = value } }).ToJson(),
            Reason = Reason,
            ChangedBy = Actor.CommandLine.Name,
            ChangedAtUtc = plan.FirstMonth.ToDateTime(default) - s_ledgerZone,
        };
        return rules.AppendAsync(change, Actor.CommandLine, cancellation);
    }
}
