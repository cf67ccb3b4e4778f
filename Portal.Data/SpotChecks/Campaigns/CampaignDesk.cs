using System.Security.Cryptography;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Schedules;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Campaigns;

/// <summary>
/// Plans campaigns and brings them to the draw, one recorded step after the other: plan, frame, seed, draw. None can be
/// taken twice or taken back; a campaign that went wrong is cancelled with a reason and stays in the list.
/// </summary>
public sealed class CampaignDesk(Db db, QuestionnaireStore questionnaires, ScopeGate scopes, AuditLog audit, TimeProvider clock)
{
    private const string InsertCase = "INSERT INTO CampaignCase (CampaignId, Number, CaseNo, EnterpriseCode) VALUES (@CampaignId, @Number, @CaseNo, @EnterpriseCode)";

    /// <returns>The id of the campaign; 0 with a fault.</returns>
    public async Task<(CampaignFault Fault, long Id)> PlanAsync(CampaignDraft draft, Actor by, CancellationToken cancellation)
    {
        var insert = $"""
            INSERT INTO Campaign (
                JurisdictionCode, Kind, Name, Matter, QuestionnaireCode, QuestionnaireVersion, FirstDay, LastDay, State, Revision, PlanJson, CreatedBy, CreatedAtUtc)
            VALUES (
                @JurisdictionCode, @Kind, @Name, @Matter, @QuestionnaireCode, @QuestionnaireVersion, @FirstDay, @LastDay, @State, 1, @PlanJson, @CreatedBy, @CreatedAtUtc)
            {db.ReturningId}
            """;

        draft = Clean(draft);
        if (!by.May(Operation.ManageCampaigns))
        {
            return (CampaignFault.NotAllowed, 0);
        }

        if (await CheckAsync(draft, by, cancellation) is var fault and not CampaignFault.None)
        {
            return (fault, 0);
        }

        var (writer, _) = await CampaignWriter.OpenAsync(db, audit, clock, by, null, cancellation);
        await using var opened = writer;
        var campaign = Of(draft) with { CreatedBy = by.Name, CreatedAtUtc = writer.Now };
        campaign = campaign with { Id = await writer.Connection.ExecuteScalarAsync<long>(new(insert, campaign, writer.Transaction, cancellationToken: cancellation)) };
        if (draft.RunId is { } run && !await ScheduleStore.TieAsync(writer.Transaction, run, campaign.Id, cancellation))
        {
            return (CampaignFault.WrongState, 0);
        }

        await ReplaceListAsync(writer, campaign.Id, draft, cancellation);
        await writer.FinishAsync(campaign, CampaignState.Planned, AuditAction.CampaignPlanned, null, Told(campaign), cancellation);
        return (CampaignFault.None, campaign.Id);
    }

    /// <summary>Puts another plan in the place of the revision that was in hand; kind and jurisdiction stay.</summary>
    public async Task<CampaignFault> ChangeAsync(long id, int revision, CampaignDraft draft, Actor by, CancellationToken cancellation)
    {
        const string update = """
            UPDATE Campaign
            SET Name = @Name, Matter = @Matter, QuestionnaireCode = @QuestionnaireCode, QuestionnaireVersion = @QuestionnaireVersion,
                FirstDay = @FirstDay, LastDay = @LastDay, PlanJson = @PlanJson, Revision = Revision + 1
            WHERE Id = @Id
            """;

        draft = Clean(draft);
        if (await CheckAsync(draft, by, cancellation) is var fault and not CampaignFault.None)
        {
            return fault;
        }

        var (writer, step) = await CampaignWriter.OpenAsync(db, audit, clock, by, (id, revision, CampaignState.Planned), cancellation);
        await using var opened = writer;
        if (step is not CampaignFault.None)
        {
            return step;
        }

        var campaign = writer.Campaign!;
        if (campaign.Kind != draft.Kind || campaign.JurisdictionCode != draft.JurisdictionCode)
        {
            return CampaignFault.WrongState;
        }

        var changed = Of(draft) with { Id = id };
        await writer.ExecuteAsync(update, changed, cancellation);
        await writer.ExecuteAsync("DELETE FROM CampaignCase WHERE CampaignId = @Id", new { Id = id }, cancellation);
        await ReplaceListAsync(writer, id, draft, cancellation);
        await writer.FinishAsync(changed, CampaignState.Planned, AuditAction.CampaignChanged, null, Told(changed), cancellation);
        return CampaignFault.None;
    }

    /// <summary>Takes a seed from the system's random source and records it. The draw is a step of its own.</summary>
    public Task<CampaignFault> RecordSeedAsync(long id, int revision, Actor by, CancellationToken cancellation) =>
        RecordSeedAsync(id, revision, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), SeedSource.System, null, by, cancellation);

    /// <summary>Records a seed that arose before witnesses.</summary>
    /// <param name="seed">One line, such as the numbers of a public lottery.</param>
    /// <param name="witness">The name of who saw it arise.</param>
    public Task<CampaignFault> RecordSeedAsync(long id, int revision, string seed, string witness, Actor by, CancellationToken cancellation) =>
        (seed.Trim(), witness.Trim()) switch
        {
            var (typed, _) when !CampaignRules.IsSeed(typed) => Task.FromResult(CampaignFault.Seed),
            var (_, name) when name.Length is < 2 or > CampaignRules.LongestWitness => Task.FromResult(CampaignFault.Witness),
            var (typed, name) => RecordSeedAsync(id, revision, typed, SeedSource.Witness, name, by, cancellation),
        };

    /// <summary>Gives a campaign up before it is drawn.</summary>
    public async Task<CampaignFault> CancelAsync(long id, int revision, string reason, Actor by, CancellationToken cancellation)
    {
        const string update = "UPDATE Campaign SET State = @State, Revision = Revision + 1 WHERE Id = @Id";

        const int longest = 400;
        if (reason.Trim() is not { Length: > 0 and <= longest } said)
        {
            return CampaignFault.Reason;
        }

        var (writer, fault) = await CampaignWriter.OpenAsync(db, audit, clock, by, (id, revision, CampaignState.Cancelled), cancellation);
        await using var opened = writer;
        if (fault is CampaignFault.None)
        {
            await writer.ExecuteAsync(update, new { Id = id, State = CampaignState.Cancelled }, cancellation);
            await writer.FinishAsync(
                writer.Campaign!, CampaignState.Cancelled, AuditAction.CampaignCancelled, said, new { From = writer.Campaign!.State.ToString(), Reason = said }, cancellation);
        }

        return fault;
    }

    private async Task<CampaignFault> RecordSeedAsync(
        long id, int revision, string seed, SeedSource source, string? witness, Actor by, CancellationToken cancellation)
    {
        const string update = """
            UPDATE Campaign
            SET Seed = @Seed, SeedSource = @Source, Witness = @Witness, SeedRecordedAtUtc = @AtUtc, State = @State, Revision = Revision + 1
            WHERE Id = @Id AND Seed IS NULL
            """;

        var (writer, fault) = await CampaignWriter.OpenAsync(db, audit, clock, by, (id, revision, CampaignState.Seeded), cancellation);
        await using var opened = writer;
        if (fault is CampaignFault.None)
        {
            await writer.ExecuteAsync(update, new { Id = id, Seed = seed, Source = source, Witness = witness, AtUtc = writer.Now, State = CampaignState.Seeded }, cancellation);
            await writer.FinishAsync(
                writer.Campaign!, CampaignState.Seeded, AuditAction.SeedRecorded, witness, new { Seed = seed, Source = source.ToString(), Witness = witness, Frame = writer.Campaign!.FrameSha256 }, cancellation);
        }

        return fault;
    }

    private async Task<CampaignFault> CheckAsync(CampaignDraft draft, Actor by, CancellationToken cancellation)
    {
        var questionnaire = await questionnaires.ReadAsync(draft.QuestionnaireCode, draft.QuestionnaireVersion, cancellation);
        var fault = CampaignRules.Check(draft, questionnaire);
        return fault is CampaignFault.None && !await scopes.MaySeeJurisdictionAsync(by, draft.JurisdictionCode, cancellation)
            ? CampaignFault.NotFound
            : fault;
    }

    private static Task ReplaceListAsync(CampaignWriter writer, long id, CampaignDraft draft, CancellationToken cancellation) => !draft.Plan.Query.IsList
        ? Task.CompletedTask
        : writer.ExecuteAsync(
            InsertCase,
            draft.Cases.Select((listed, index) => new { CampaignId = id, Number = index + 1, listed.CaseNo, listed.EnterpriseCode }).ToList(),
            cancellation);

    private static CampaignDraft Clean(CampaignDraft draft) => draft with
    {
        Name = draft.Name.Trim(),
        Matter = draft.Matter.Trim(),
        Plan = CampaignRules.Settled(draft.Kind, draft.Plan),
        Cases = [.. draft.Cases.Distinct()],
    };

    private static Campaign Of(CampaignDraft draft) => new()
    {
        Id = 0,
        JurisdictionCode = draft.JurisdictionCode,
        Kind = draft.Kind,
        Name = draft.Name,
        Matter = draft.Matter,
        QuestionnaireCode = draft.QuestionnaireCode,
        QuestionnaireVersion = draft.QuestionnaireVersion,
        FirstDay = draft.FirstDay,
        LastDay = draft.LastDay,
        State = CampaignState.Planned,
        Revision = 1,
        PlanJson = draft.Plan.Write(),
        CreatedBy = "",
        CreatedAtUtc = default,
    };

    private static object Told(Campaign campaign) => new
    {
        campaign.Name,
        Kind = campaign.Kind.ToString(),
        campaign.FirstDay,
        campaign.LastDay,
        Questionnaire = FormattableString.Invariant($"{campaign.QuestionnaireCode} v{campaign.QuestionnaireVersion}"),
    };
}
