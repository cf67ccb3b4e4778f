using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Schedules;

namespace Portal.SpotChecks.Campaigns;

/// <summary>A campaign as its page shows it; read once for all its parts.</summary>
public sealed record CampaignView
{
    public required Campaign Campaign { get; init; }

    public required CampaignPlan Plan { get; init; }

    public required IReadOnlyList<CampaignStratum> Strata { get; init; }

    public required IReadOnlyList<CampaignStep> Steps { get; init; }

    public required IReadOnlyList<ListedCase> List { get; init; }

    public required Questionnaire? Questionnaire { get; init; }

    /// <summary>What it came from; null when it was planned by hand.</summary>
    public required CampaignSchedule? Schedule { get; init; }

    public required Actor Actor { get; init; }

    public required string PlaceName { get; init; }

    /// <summary>Names of enterprises by code.</summary>
    public required IReadOnlyDictionary<string, string> Enterprises { get; init; }

    public bool MayManage => Actor.May(Operation.ManageCampaigns);

    public string EnterpriseName(string code) => Enterprises.GetValueOrDefault(code, code);
}
