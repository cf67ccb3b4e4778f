using Portal.Data.Access;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;

namespace Portal.Data.SpotChecks.Campaigns;

/// <summary>What a campaign may be and where it may go. Pure.</summary>
public static class CampaignRules
{
    public const int LongestName = 200;
    public const int LongestMatter = 100;
    public const int LongestSeed = 200;
    public const int LongestWitness = 100;
    public const int MostDays = 366;
    public const int MostListed = 20_000;

    private const int LongestCaseNo = 64;

    /// <summary>Whether the frame of a kind is made of ledger rows.</summary>
    public static bool HasRows(CampaignKind kind) => kind is not CampaignKind.PhoneTest and not CampaignKind.DoubleRandom;

    /// <param name="questionnaire">The one the draft names; null when there is none.</param>
    public static CampaignFault Check(CampaignDraft draft, Questionnaire? questionnaire)
    {
        var isList = draft.Plan.Query.IsList;
        return draft switch
        {
            { Name.Length: 0 or > LongestName } => CampaignFault.Name,
            { Kind: CampaignKind.DoubleRandom, Matter.Length: 0 } or { Matter.Length: > LongestMatter } => CampaignFault.Matter,
            _ when draft.LastDay < draft.FirstDay || draft.LastDay.DayNumber - draft.FirstDay.DayNumber >= MostDays => CampaignFault.Days,
            _ when questionnaire is null || questionnaire.Kind != draft.Kind => CampaignFault.Questionnaire,
            _ when draft.Plan.Query.Cases.Phone is not null => CampaignFault.Filter,
            _ when SampleRules.Check(draft.Plan.Sample).Count > 0 => CampaignFault.Sample,
            _ when isList && (!HasRows(draft.Kind) || draft.Cases.Count is 0 or > MostListed || draft.Cases.Any(IsFaulty)) => CampaignFault.List,
            _ => CampaignFault.None,
        };
    }

    /// <summary>Leaves out of a plan what its kind or method has no use for, so that what is recorded is what holds.</summary>
    public static CampaignPlan Settled(CampaignKind kind, CampaignPlan plan) => plan with
    {
        StratifyBy = plan.Sample.Method is DrawMethod.Simple || kind is CampaignKind.DoubleRandom
            ? []
            : [.. plan.StratifyBy.Where(key => HasRows(kind) || key is StratumKey.Enterprise).Distinct().Order()],
        Query = plan.Query with { IsList = plan.Query.IsList && HasRows(kind), Size = plan.Sample.Method is DrawMethod.Proportional ? plan.Query.Size : SizeMeasure.One },
        Sample = plan.Sample with
        {
            OffHoursPercent = kind is CampaignKind.PhoneTest && plan.Sample.Method is not DrawMethod.Simple ? plan.Sample.OffHoursPercent : null,
            MinimumPerStratum = plan.Sample.Method is DrawMethod.Simple ? 0 : plan.Sample.MinimumPerStratum,
            InspectorsPerObject = kind is CampaignKind.DoubleRandom ? plan.Sample.InspectorsPerObject : 1,
        },
    };

    /// <summary>Whether the next step may be taken by this actor now.</summary>
    /// <param name="revision">The one that was in hand.</param>
    public static CampaignFault CheckStep(Campaign campaign, CampaignState next, int revision, Actor by) => (campaign.State, next) switch
    {
        _ when !by.May(Operation.ManageCampaigns) => CampaignFault.NotAllowed,
        (CampaignState.Planned, CampaignState.Planned or CampaignState.Frozen)
            or (CampaignState.Frozen, CampaignState.Seeded)
            or (CampaignState.Seeded, CampaignState.Drawn)
            or (CampaignState.Planned or CampaignState.Frozen or CampaignState.Seeded, CampaignState.Cancelled)
            => campaign.Revision == revision ? CampaignFault.None : CampaignFault.Changed,
        _ => CampaignFault.WrongState,
    };

    /// <summary>A seed is one line: anything else would be typed again differently.</summary>
    public static bool IsSeed(string seed) => seed.Length is > 0 and <= LongestSeed && seed == seed.Trim() && !seed.Any(char.IsControl);

    private static bool IsFaulty(ListedCase listed) =>
        listed.CaseNo.Length is 0 or > LongestCaseNo || listed.CaseNo.Any(char.IsControl) || listed.EnterpriseCode is { Length: > 18 };
}
