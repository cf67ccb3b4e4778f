using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;
using Portal.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Outcomes;

/// <summary>What a report says beside its tables: of the campaign, its frame, sample and draw, and of the publication.</summary>
public sealed class ReportFacts(CampaignTexts texts, SampleWords formula, IStringLocalizer<ResultWords> say)
{
    /// <summary>Sections before the tables.</summary>
    /// <param name="view">The campaign as its page shows it.</param>
    /// <param name="completion">Of its tasks.</param>
    public IReadOnlyList<ReportSection> Before(CampaignView view, Completion completion)
    {
        var campaign = view.Campaign;
        var plan = view.Plan.Sample;
        return
        [
            Facts("campaign", [
                ("Name", campaign.Name), ("Kind", texts.Of(campaign.Kind)), ("Matter", campaign.Matter.Length == 0 ? null : campaign.Matter), ("Place", view.PlaceName),
                ("Period", $"{Show.Day(campaign.FirstDay)} – {Show.Day(campaign.LastDay)}"), ("Questionnaire", Questionnaire(view)), ("State", texts.Of(campaign.State)),
                ("PlannedBy", By(campaign.CreatedBy, campaign.CreatedAtUtc))]),
            Facts("frame", [
                ("FrameCount", campaign.FrameCount), ("FrameSha256", campaign.FrameSha256), ("FrozenAt", campaign.FrozenAtUtc is { } frozen ? Show.MomentOf(frozen) : null)]),
            Facts("sample", [
                ("Method", texts.Of(plan.Method)), ("Basis", texts.Of(plan.Basis)),
                ("Strata", view.Plan.StratifyBy.Count == 0 ? null : string.Join(" · ", view.Plan.StratifyBy.Select(key => texts.Of(key)))),
                ("Allocation", plan.Method is DrawMethod.Simple ? null : texts.Of(plan.Allocation)),
                .. Formula(campaign, plan).Select(line => ("Formula", (object?)line)),
                ("SampleSize", campaign.SampleSize)]),
            Facts("draw", [
                ("Seed", campaign.Seed), ("SeedSource", campaign.SeedSource is { } source ? texts.Of(source) : null), ("Witness", campaign.Witness),
                ("SeedRecordedAt", campaign.SeedRecordedAtUtc is { } recorded ? Show.MomentOf(recorded) : null),
                ("Algorithm", campaign.Algorithm is { } algorithm ? say["AlgorithmVersion", algorithm, campaign.AlgorithmVersion ?? 0].Value : null),
                ("DrawnAt", campaign.DrawnAtUtc is { } drawn ? Show.MomentOf(drawn) : null)]),
            Facts("completion", [("Drawn", completion.Drawn), ("Completed", completion.Completed)]) is var done && completion.Drawn == 0
                ? done
                : done with { Rows = [.. done.Rows, [ReportCell.Words(say["Completion"]), ReportCell.Rate(completion.Completed, completion.Drawn)]] },
        ];
    }

    /// <summary>Who handed in and who decided, and the rules by which all this was made.</summary>
    public IReadOnlyList<ReportSection> After(CampaignView view, IReadOnlyList<CampaignPublication> publications) =>
    [
        Facts("publication", publications.Count == 0
            ? [("PublicationState", say[view.Campaign.State is CampaignState.Completed ? "NotHandedIn" : "NotCompleted"].Value)]
            : [
                .. publications.SelectMany(one => new (string, object?)[]
                {
                    ("HandedInBy", By(one.SubmittedBy, one.SubmittedAtUtc)), ("Summary", one.Summary),
                    (one.IsPublished is false ? "SentBackBy" : "PublishedBy", one.IsPublished is null ? say["Undecided"].Value : By(one.DecidedBy ?? Show.Missing, one.DecidedAtUtc)), ("DecisionReason", one.Reason),
                }),
            ]),
        new(
            "notes", say["Report_notes"], null, [new(say["Number"]) { IsNumber = true, Weight = 1 }, new(say["Rule"]) { Weight = 16 }],
            [.. Enumerable.Range(1, Notes).Select(number => (IReadOnlyList<ReportCell>)[ReportCell.Count(number), ReportCell.Words(say["Rule_" + number])])])
        {
            IsFacts = true,
        },
    ];

    private const int Notes = 7;

    private IReadOnlyList<string> Formula(Campaign campaign, SamplePlan plan) =>
        campaign.FrameCount is { } count ? formula.Lines(plan, SampleRules.SizeOf(plan, count) with { Total = campaign.SampleSize ?? 0 }) : [];

    private ReportSection Facts(string key, IReadOnlyList<(string Name, object? Value)> facts) => new(
        key,
        say["Report_" + key],
        null,
        [new(say["What"]) { Weight = 3 }, new(say["Value"]) { Weight = 8 }],
        [
            .. facts.Where(fact => fact.Value is not null).Select(fact => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Words(say["Fact_" + fact.Name]), fact.Value is int count ? ReportCell.Count(count) : ReportCell.Words((string)fact.Value!),
            ]),
        ])
    {
        IsFacts = true,
    };

    private string Questionnaire(CampaignView view) => say[
        "QuestionnaireVersion", view.Questionnaire?.Name.In(CultureInfo.CurrentUICulture) ?? view.Campaign.QuestionnaireCode, view.Campaign.QuestionnaireCode, view.Campaign.QuestionnaireVersion];

    private string By(string name, DateTime? atUtc) => say["ByAt", name, Show.MomentOf(atUtc)];
}
