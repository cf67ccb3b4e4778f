using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Tasks;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Findings;

/// <summary>
/// The portal under test with what no enterprise may learn of: a hotline test whose moments are drawn, a call to a
/// complainant of a running callback, a finding nobody was told of; and a second enterprise.
/// </summary>
internal sealed class SecretCampaigns : IAsyncDisposable
{
    /// <summary>Speaks for the enterprise whose hotline is tested.</summary>
    public const string Outsider = "outsider";

    public const long PhoneTest = 7;

    /// <summary>Rung already, and not answered.</summary>
    public const long PhoneTask = 22;

    /// <summary>Not told of: that the hotline did not answer.</summary>
    public const long Unanswered = 4;

    private const string Name = "冬夜值守暗访";
    private const string Statement = "深夜来电无人接听";
    private static readonly string s_code = "91152501MA0DEMA02" + CreditCode.CheckCharacter("91152501MA0DEMA02");

    private readonly List<string> _moments = [];
    private readonly List<long> _drawnRows = [];
    private Actor _officer = Actor.Nobody;

    public RunningPortal Portal { get; private set; } = null!;

    /// <summary>Number of the case whose complainant was looked up for a call.</summary>
    public string CalledCase { get; private set; } = "";

    public static async Task<SecretCampaigns> OpenAsync(CancellationToken cancellation)
    {
        var secret = new SecretCampaigns();
        secret.Portal = await RunningPortal.StartAsync(secret.SeedAsync);
        Assert.NotEmpty(secret.CalledCase);
        cancellation.ThrowIfCancellationRequested();
        return secret;
    }

    /// <summary>What must stand nowhere where the user looks.</summary>
    public IEnumerable<string> WordsFor(string user) =>
    [
        Name, Statement, "九月台账回访", "指定诉求回访", "入户测温", "用户调查", "十月台账回访", DemoFindings.Untold, .. _moments,
        .. user == Outsider ? [DemoFindings.Name, "八月", "用户称室温未达标"] : Array.Empty<string>(),
    ];

    /// <summary>Pages of the user's cases that were drawn.</summary>
    public IEnumerable<string> CasesFor(string user) => user == Outsider ? [] : _drawnRows.Select(row => string.Create(CultureInfo.InvariantCulture, $"/cases/{row}"));

    /// <summary>Ends the field work of the callbacks that drew the case.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        await Portal.Services.GetRequiredService<TaskDealing>().DealAsync(_officer, DemoCampaigns.Drawn, cancellation);
        foreach (var campaign in new[] { DemoCampaigns.Drawn, DemoTasks.Campaign })
        {
            Assert.Equal(ClosingAnswer.Closed, await Portal.Services.GetRequiredService<FieldWork>().CloseAsync(_officer, campaign, "到期收尾", cancellation));
        }
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    private async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await DemoPortal.SeedAsync(services, cancellation);
        await services.GetRequiredService<EnterpriseStore>().AppendAsync(
            [new() { Code = s_code, Name = "旁观燃气", NameEn = "Onlooker Gas", JurisdictionCode = DemoPortal.Banner, Hotline = "0470-100", Sectors = [Sector.Gas] }], cancellation);
        await services.GetRequiredService<Passwords>().SetAsync(Outsider, "旁观经办", Role.EnterpriseHandler, s_code, DemoUsers.Password, cancellation);
        _officer = await DemoFindings.ActorAsync(services, DemoUsers.Regulator, Role.RegulatorOfficer, DemoPortal.League, cancellation);
        var inspector = await DemoFindings.ActorAsync(services, DemoUsers.Inspector, Role.Inspector, DemoPortal.League, cancellation);
        await TestPhonesAsync(services, inspector, cancellation);

        var tasks = services.GetRequiredService<TaskStore>();
        var tried = (await tasks.ReadAsync(inspector, DemoTasks.Tried, cancellation))!;
        CalledCase = tried.CaseNo!;
        Assert.Equal(RevealAnswer.Revealed, (await services.GetRequiredService<CaseReveal>().RevealAsync(inspector, new(tried.RowId!.Value, PersonalField.Phone, RevealPurpose.Callback, null), cancellation)).Answer);
        _drawnRows.AddRange([tried.RowId!.Value, (await tasks.ReadAsync(inspector, DemoTasks.Settled, cancellation))!.RowId!.Value]);
    }

    private async Task TestPhonesAsync(IServiceProvider services, Actor inspector, CancellationToken cancellation)
    {
        var campaigns = services.GetRequiredService<CampaignDesk>();
        var questions = ShippedQuestionnaires.Of(CampaignKind.PhoneTest);
        var (fault, id) = await campaigns.PlanAsync(
            new()
            {
                JurisdictionCode = DemoPortal.League,
                Kind = CampaignKind.PhoneTest,
                Name = Name,
                Matter = Name,
                QuestionnaireCode = questions.Code,
                QuestionnaireVersion = questions.Version,
                FirstDay = new(2026, 1, 5),
                LastDay = new(2026, 1, 11),
                Plan = new() { Sample = new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 4, OffHoursPercent = 50 } },
            },
            _officer,
            cancellation);
        Assert.Equal((CampaignFault.None, PhoneTest), (fault, id));
        Assert.Equal(CampaignFault.None, await services.GetRequiredService<FrameFreezer>().FreezeAsync(id, 1, _officer, cancellation));
        Assert.Equal(CampaignFault.None, await campaigns.RecordSeedAsync(id, 2, "3 1 4 1 5", "见证人", _officer, cancellation));
        Assert.Equal(CampaignFault.None, await services.GetRequiredService<DrawDesk>().DrawAsync(id, 3, _officer, cancellation));
        await services.GetRequiredService<TaskDealing>().DealAsync(_officer, id, cancellation);
        var drawn = await services.GetRequiredService<CampaignStore>().ReadTasksAsync(id, _officer, cancellation);
        _moments.AddRange(drawn.Select(task => task.PlannedAt!.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        Assert.Contains(drawn, task => task.Id == PhoneTask);
        Assert.Equal(
            SubmissionAnswer.Taken,
            (await services.GetRequiredService<TaskIntake>().ReceiveAsync(inspector, PhoneTask, new(Guid.NewGuid(), TimeProvider.System.GetUtcNow().UtcDateTime, Disposition.NoAnswer, null, []), cancellation)).Answer);
        Assert.Equal((FindingFault.None, Unanswered), await services.GetRequiredService<FindingDesk>().ProposeAsync(_officer, PhoneTask, FindingType.PhoneUnanswered, Statement, [], cancellation));
    }
}
