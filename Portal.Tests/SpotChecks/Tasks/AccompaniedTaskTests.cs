using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Campaigns;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>Two officers inspect (双随机, S3-29): both are drawn, both may answer, and there is one result.</summary>
public sealed class AccompaniedTaskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TheFirstHasTheTask_TheSecondGoesAlong_AndEitherAnswersItOnce(Engine engine)
    {
        await using var field = await Inspection.OpenAsync(engine, ["second", "third"]);
        var task = (await field.ListAsync())[0];
        var (first, second) = (field.Of(task.InspectorId!.Value), field.Companion(task));

        Assert.Equal([task.Id], (await field.MineAsync(first)).Where(one => !one.IsAccompanied && one.Id == task.Id).Select(one => one.Id));
        var along = (await field.MineAsync(second)).Single(one => one.Id == task.Id);
        Assert.True(along.IsAccompanied);
        Assert.Equal((first.DisplayName, second.DisplayName), (along.InspectorName, along.Companions));
        var neither = field.Inspectors.Single(one => one.UserId != first.UserId && one.UserId != second.UserId);
        Assert.Null(await field.Tasks.ReadAsync(neither, task.Id, Cancellation));

        var results = await Task.WhenAll(
            Task.Run(() => field.Intake.ReceiveAsync(first, task.Id, Sending(Disposition.Refused), Cancellation)),
            Task.Run(() => field.Intake.ReceiveAsync(second, task.Id, Sending(Disposition.Ineligible), Cancellation)));

        Assert.Equal([AttemptStanding.Counted, AttemptStanding.AlreadySettled], results.Select(result => result.Standing).Order());
        Assert.Equal(SubmissionAnswer.NotFound, (await field.Intake.ReceiveAsync(neither, task.Id, Sending(Disposition.Refused), Cancellation)).Answer);
    }

    [Theory, EngineData]
    public async Task WhereFewerMay_AsManyAsThereAreAreDrawn_AndTheSheetSaysSo_AndHolds(Engine engine)
    {
        await using var field = await Inspection.OpenAsync(engine, [], isBarred: true);
        var tasks = await field.ListAsync();
        var sheet = DrawSheet.Read(await field.League.SheetAsync(field.Campaign));

        Assert.Equal(2, sheet.Sample.InspectorsPerObject);
        var gas = sheet.Drawn.Single(one => one.Key == CheckedLeague.Gas);
        var heat = sheet.Drawn.Single(one => one.Key == Sample.EnterpriseCode);
        Assert.Equal((null, null, 2), (gas.Inspector, gas.Accompanying, gas.InspectorsMissing));
        Assert.Equal((field.League.Bureau.Inspector.UserId, null, 1), (heat.Inspector, heat.Accompanying, heat.InspectorsMissing));
        Assert.Equal([1, 0], tasks.OrderBy(task => task.InspectorId is null).Select(task => task.InspectorId is null ? 0 : 1));
        using var frame = new MemoryStream(await field.League.FrameAsync(field.Campaign));
        Assert.True((await DrawVerification.VerifyAsync(frame, sheet, Cancellation)).Holds);
        var hidden = sheet with { Drawn = [.. sheet.Drawn.Select(one => one with { InspectorsMissing = null })] };
        Assert.Contains((await DrawVerification.VerifyAsync(frame, hidden, Cancellation)).Checks, check => check is { Check: DrawCheck.Inspectors, Holds: false });
    }

    [Theory, EngineData]
    public async Task WhoDeclaresAnInterestAfterFreezing_IsGivenNothing_AndTheNextOneHasTheTask(Engine engine)
    {
        await using var field = await Inspection.OpenAsync(engine, ["second"], isLate: true);
        var task = (await field.ListAsync()).Single(one => one.EnterpriseCode == CheckedLeague.Gas);

        Assert.Equal((field.Of("second").UserId, null), (task.InspectorId, task.Companions));
        Assert.Equal(2, DrawSheet.Read(await field.League.SheetAsync(field.Campaign)).Drawn.Single(one => one.Key == CheckedLeague.Gas).InspectorLine().Split(' ').Length);
    }

    [Theory, EngineData]
    public async Task WhoGoesAlong_StepsAside_OrIsGivenTheTask_AndIsHeardAllTheSame(Engine engine)
    {
        await using var field = await Inspection.OpenAsync(engine, ["second"]);
        var tasks = await field.ListAsync();
        var (away, taken) = (tasks[0], tasks[1]);
        var leaving = field.Companion(away);

        Assert.True(await field.Dealing.StepAsideAsync(leaving, away.Id, "熟人", Cancellation));
        var left = (await field.Tasks.ReadAsync(field.Officer, away.Id, Cancellation))!;
        Assert.Equal((away.InspectorId, null), (left.InspectorId, left.Companions));
        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.Intake.ReceiveAsync(leaving, away.Id, Sending(Disposition.Refused), Cancellation)).Standing);

        var promoted = field.Companion(taken);
        Assert.Equal(ReassignAnswer.Done, (await field.Dealing.ReassignAsync(field.Officer, taken.Id, promoted.UserId, "主办人休假", Cancellation)).Answer);
        var after = (await field.Tasks.ReadAsync(field.Officer, taken.Id, Cancellation))!;
        Assert.Equal((promoted.UserId, null), (after.InspectorId, after.Companions));
        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.Intake.ReceiveAsync(field.Of(taken.InspectorId!.Value), taken.Id, Sending(Disposition.Refused), Cancellation)).Standing);
    }

    [Fact]
    public void APlan_AsksForOneToFour_AndOtherKindsForOne()
    {
        Assert.Empty(SampleRules.Check(new() { InspectorsPerObject = 4 }));
        Assert.Equal([nameof(SamplePlan.InspectorsPerObject)], SampleRules.Check(new() { InspectorsPerObject = 5 }));
        Assert.Equal(1, CampaignRules.Settled(CampaignKind.Survey, new() { Sample = new() { InspectorsPerObject = 3 } }).Sample.InspectorsPerObject);
        Assert.Equal(1, CampaignPlan.Read("{\"Sample\":{}}").Sample.InspectorsPerObject);
    }

    private static TaskSubmission Sending(Disposition disposition) => new(Guid.NewGuid(), TimeProvider.System.GetUtcNow().UtcDateTime, disposition, "已到现场", []);

    /// <summary>Both enterprises of the league in a double-random check in the field, with two inspectors each.</summary>
    private sealed class Inspection(CheckedLeague league) : IAsyncDisposable
    {
        private readonly List<Actor> _inspectors = [league.Bureau.Inspector];

        public CheckedLeague League => league;

        public Actor Officer => league.Bureau.Officer;

        public IReadOnlyList<Actor> Inspectors => _inspectors;

        public Campaign Campaign { get; private set; } = null!;

        public TaskStore Tasks { get; } = new(league.Db);

        public TaskDealing Dealing { get; } = new(league.Db, league.Bureau.Supervisors, league.Bureau.Gate, league.Bureau.Interests, league.Bureau.Audit, league.Bureau.Clock);

        public TaskIntake Intake { get; } =
            new(league.Db, new(league.Bureau.Gate), league.Questionnaires, Sample.Rules(league.Db, league.Bureau.Clock), league.Bureau.Audit, league.Bureau.Clock);

        /// <param name="isBarred">The inspector has an interest in the gas enterprise before the frame is frozen.</param>
        /// <param name="isLate">And after it.</param>
        public static async Task<Inspection> OpenAsync(Engine engine, string[] others, bool isBarred = false, bool isLate = false)
        {
            var inspection = new Inspection(await CheckedLeague.OpenAsync(engine, rows: 0));
            var bureau = inspection.League.Bureau;
            foreach (var name in others)
            {
                inspection._inspectors.Add(await bureau.AddAsync(name, Role.Inspector, Bureau.League));
            }

            var draft = CheckedLeague.Draft(CampaignKind.DoubleRandom, new() { Sample = new() { Basis = SampleBasis.Count, Count = 2, InspectorsPerObject = 2 } });
            if (isBarred)
            {
                await bureau.Interests.DeclareEnterpriseAsync(bureau.Inspector, CheckedLeague.Gas, "亲属", Cancellation);
            }

            var seeded = await inspection.League.SeedAsync(await inspection.League.FreezeAsync(await inspection.League.PlanAsync(draft)), "7 7 7");
            if (isLate)
            {
                await bureau.Interests.DeclareEnterpriseAsync(bureau.Inspector, CheckedLeague.Gas, "亲属", Cancellation);
            }

            inspection.Campaign = await inspection.League.DrawAsync(seeded);
            Assert.NotNull(await inspection.Dealing.DealAsync(bureau.Officer, inspection.Campaign.Id, Cancellation));
            return inspection;
        }

        public Actor Of(long userId) => _inspectors.Single(one => one.UserId == userId);

        public Actor Of(string name) => _inspectors.Single(one => one.Name == name);

        public Actor Companion(TaskLine task) => _inspectors.Single(one => one.DisplayName == task.Companions);

        public async Task<IReadOnlyList<TaskLine>> ListAsync() => (await Tasks.ReadPageAsync(Officer, new() { CampaignId = Campaign.Id }, new(0, 10), Cancellation)).Items;

        public async Task<IReadOnlyList<TaskLine>> MineAsync(Actor inspector) => (await Tasks.ReadPageAsync(inspector, new() { InspectorId = inspector.UserId }, new(0, 10), Cancellation)).Items;

        public ValueTask DisposeAsync() => league.DisposeAsync();
    }
}
