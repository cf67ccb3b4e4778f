using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Schedules;
using Portal.Shell;

namespace Portal.SpotChecks.Campaigns;

/// <summary>Reads a campaign with everything its page and its report say of it, in the reader's language.</summary>
public sealed class CampaignReader(
    CampaignStore store, QuestionnaireStore questionnaires, EnterpriseStore enterprises, JurisdictionStore jurisdictions,
    ScheduleStore schedules)
{
    /// <returns>Null when there is none of that id for the actor.</returns>
    public async Task<CampaignView?> ReadAsync(long id, Actor actor, CancellationToken cancellation)
    {
        if (await store.ReadAsync(id, actor, cancellation) is not { } campaign)
        {
            return null;
        }

        var places = await jurisdictions.ReadAllAsync(cancellation);
        return new CampaignView
        {
            Campaign = campaign,
            Plan = campaign.ReadPlan(),
            Strata = await store.ReadStrataAsync(id, actor, cancellation),
            Steps = await store.ReadStepsAsync(id, actor, cancellation),
            List = await store.ReadListAsync(id, actor, cancellation),
            Questionnaire = await questionnaires.ReadAsync(campaign.QuestionnaireCode, campaign.QuestionnaireVersion, cancellation),
            Schedule = await schedules.ReadOfCampaignAsync(id, actor, cancellation),
            Actor = actor,
            PlaceName = places.FirstOrDefault(place => place.Code == campaign.JurisdictionCode) is { } place ? Show.Name(place.Name, place.NameEn) : campaign.JurisdictionCode,
            Enterprises = (await enterprises.ReadListAsync(cancellation)).ToDictionary(enterprise => enterprise.Code, enterprise => Show.Name(enterprise.Name, enterprise.NameEn)),
        };
    }
}
