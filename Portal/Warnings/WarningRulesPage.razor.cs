using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Warnings;
using Portal.Shell;

namespace Portal.Warnings;

/// <summary>The rules as they hold in a jurisdiction: source, parameters, false alarms; the leader of a bureau changes them with a reason.</summary>
public sealed partial class WarningRulesPage
{
    private View? _shown;
    private WarningRuleCode? _editing;
    private (bool IsGood, string Text)? _message;

    [Inject]
    public required WarningRuleDesk Desk { get; init; }

    [Inject]
    public required WarningRuleStore Store { get; init; }

    [Inject]
    public required JurisdictionStore Jurisdictions { get; init; }

    [Inject]
    public required EnterpriseStore EnterpriseRecords { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required WarningTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<WarningWords> Say { get; init; }

    private IReadOnlyList<Crumb> Crumbs => [new(Say["Title"], "/warnings")];

    private bool MayChange => Actor.May(Operation.ManageWarningRules);

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(
        async cancellation =>
        {
            var tree = await Jurisdictions.ReadAllAsync(cancellation);
            var code = Actor.EnterpriseCode is { } own
                ? (await EnterpriseRecords.ReadByCodeAsync(own, cancellation))?.JurisdictionCode
                : Scope.JurisdictionCode ?? tree.FirstOrDefault(jurisdiction => jurisdiction.ParentCode is null)?.Code;
            var rules = await Desk.ReadAsync(code ?? "", cancellation);
            return new View(
                code ?? "", tree, rules, await Store.ReadFeedbackAsync(Enterprises, cancellation),
                await People.ReadAsync(rules.All.Select(rule => rule.Change?.ChangedBy).OfType<string>(), cancellation));
        },
        shown => _shown = shown);

    private void Edit(EffectiveWarningRule rule)
    {
        _editing = rule.Rule.Code;
        _message = null;
    }

    /// <param name="asked">Without settings: as inherited again.</param>
    private async Task SaveAsync((WarningSettings? Settings, string Reason) asked)
    {
        var rule = _editing!.Value;
        var (fault, key) = await Desk.ChangeAsync(Actor, _shown!.JurisdictionCode, rule, asked.Settings, asked.Reason, CancellationToken.None);
        _message = fault is WarningRuleFault.None
            ? (true, Say["Saved"])
            : (false, Say["RuleFault_" + fault, key.Length == 0 ? "" : Texts.Parameter(rule, key), WarningLifeRules.ShortestReason, WarningLifeRules.LongestReason]);
        if (fault is WarningRuleFault.None)
        {
            _editing = null;
            await ReadAsync();
        }
    }

    private string NameOf(string code) => _shown!.Tree.FirstOrDefault(jurisdiction => jurisdiction.Code == code) is { } known
        ? CultureInfo.CurrentUICulture.Name == "en" ? known.NameEn : known.Name
        : code;

    private sealed record View(string JurisdictionCode, IReadOnlyList<Jurisdiction> Tree, EffectiveWarningRules Rules, IReadOnlyList<WarningFeedback> Feedback, PersonNames People);
}
