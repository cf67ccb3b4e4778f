using Portal.Data.Access;
using Portal.Data.Storage;
using Portal.Data.Warnings;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Warnings;

/// <summary>From filed rows to warnings, and what becomes of them when the rows change.</summary>
public sealed class WarningWatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TenHouseholds_RaiseOneWarning_HoweverOftenItIsLookedFor(Engine engine)
    {
        await using var league = await WatchedLeague.OpenAsync(engine);
        await league.FileAsync(Enumerable.Range(1, 9));
        Assert.Equal(0, (await league.LookAsync()).Raised);

        await league.FileAsync(Enumerable.Range(1, 10));
        Assert.Equal((1, 1), (await league.LookAsync()) is var first ? (first.Raised, first.Found) : default);
        Assert.Equal((0, 1), (await league.LookAsync([Sample.EnterpriseCode])) is var second ? (second.Raised, second.Found) : default);

        var warning = await league.SingleAsync();
        Assert.Equal((WarningRuleCode.ManyHouseholds, 10, 10, 10, WarningState.Open, 1), (warning.RuleCode, warning.Amount, warning.Threshold, warning.CaseCount, warning.State, warning.RaiseCount));
        Assert.Equal(["WarningsRaised"], await league.Bureau.AuditAsync());
        var rows = await league.Warnings.ReadRowsAsync(warning.Id, EnterpriseScope.Of(league.Bureau.Officer), new(0, 50), Cancellation);
        Assert.Equal(10, rows.Total);
        Assert.All(rows.Items, row => Assert.Equal("东苑小区", row.Community));
    }

    [Theory, EngineData]
    public async Task EvidenceFollowsTheFiling_AndAWarningWithoutItLapses_AndComesBack(Engine engine)
    {
        await using var league = await WatchedLeague.OpenAsync(engine);
        await league.FileAsync(Enumerable.Range(1, 12));
        await league.LookAsync();
        var before = await league.Warnings.ReadRowsAsync((await league.SingleAsync()).Id, EnterpriseScope.Everything, new(0, 50), Cancellation);

        await league.FileAsync(Enumerable.Range(1, 11));
        await league.LookAsync();
        var warning = await league.SingleAsync();
        var after = await league.Warnings.ReadRowsAsync(warning.Id, EnterpriseScope.Everything, new(0, 50), Cancellation);
        Assert.Equal((11, 11), (warning.Amount, after.Total));
        Assert.Empty(before.Items.Select(row => row.Id).Intersect(after.Items.Select(row => row.Id)));

        await league.FileAsync(Enumerable.Range(1, 3));
        Assert.Equal(1, (await league.LookAsync()).Lapsed);
        Assert.Equal(WarningState.Lapsed, (await league.SingleAsync()).State);
        Assert.Equal(0, (await league.LookAsync()).Lapsed);

        await league.FileAsync(Enumerable.Range(1, 10));
        Assert.Equal(1, (await league.LookAsync()).RaisedAgain);
        Assert.Equal((WarningState.Open, 2), (await league.SingleAsync()) is var back ? (back.State, back.RaiseCount) : default);
    }

    [Theory, EngineData]
    public async Task AnAnsweredWarning_IsRaisedAgain_WhenItHasGrownByHalf(Engine engine)
    {
        await using var league = await WatchedLeague.OpenAsync(engine);
        await league.FileAsync(Enumerable.Range(1, 10));
        await league.LookAsync();
        var id = (await league.SingleAsync()).Id;
        Assert.Equal(WarningFault.None, await league.AnswerAsync(league.Bureau.Officer, id, WarningAct.Close));

        await league.FileAsync(Enumerable.Range(1, 14));
        Assert.Equal(0, (await league.LookAsync()).RaisedAgain);
        Assert.Equal((WarningState.Closed, 14), (await league.SingleAsync()) is var quiet ? (quiet.State, quiet.Amount) : default);

        await league.FileAsync(Enumerable.Range(1, 15));
        Assert.Equal(1, (await league.LookAsync()).RaisedAgain);
        Assert.Equal(WarningState.Open, (await league.SingleAsync()).State);
        Assert.Equal(
            [WarningAct.RaiseAgain, WarningAct.Close, WarningAct.Raise],
            (await league.Warnings.ReadStepsAsync(id, EnterpriseScope.Of(league.Bureau.Officer), Cancellation)).Select(step => step.Kind));
    }

    [Theory, EngineData]
    public async Task AMutedSubject_IsNotRaised_UntilTheDayAfter(Engine engine)
    {
        await using var league = await WatchedLeague.OpenAsync(engine);
        await league.FileAsync(Enumerable.Range(1, 10));
        await league.LookAsync();
        var id = (await league.SingleAsync()).Id;
        Assert.Equal(WarningFault.None, await league.AnswerAsync(league.Bureau.Officer, id, WarningAct.CallFalse, mutedUntil: league.Desk.Today.AddDays(2)));

        await league.FileAsync(Enumerable.Range(1, 30));
        Assert.Equal(0, (await league.LookAsync()).RaisedAgain);
        Assert.Equal((WarningState.FalseAlarm, 30), (await league.SingleAsync()) is var muted ? (muted.State, muted.Amount) : default);

        league.Bureau.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, (await league.LookAsync()).RaisedAgain);
        var feedback = Assert.Single(await league.Rules.ReadFeedbackAsync(EnterpriseScope.Of(league.Bureau.Leader), Cancellation));
        Assert.Equal((WarningRuleCode.ManyHouseholds, 1), (feedback.RuleCode, feedback.Raised));
    }

    [Theory, EngineData]
    public async Task MessagesWaitForMorning_AreReadByEachUser_AndAreSpentWithTheWarning(Engine engine)
    {
        await using var league = await WatchedLeague.OpenAsync(engine);
        var (officer, leader, handler, stranger) = (league.Bureau.Officer, league.Bureau.Leader, league.Bureau.Handler, league.Bureau.Stranger);
        await league.FileAsync(Enumerable.Range(1, 10));
        league.Bureau.Clock.Advance(TimeSpan.FromHours(13)); // 23:00 on the ledgers' clock
        await league.LookAsync();
        Assert.Equal(0, await league.UnreadAsync(officer));

        league.Bureau.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal((1, 1, 1, 0), (await league.UnreadAsync(officer), await league.UnreadAsync(leader), await league.UnreadAsync(handler), await league.UnreadAsync(stranger)));
        Assert.True((await league.SingleAsync()).IsUnread);

        await league.Messages.MarkReadAsync(officer, null, league.Bureau.Clock.GetUtcNow().UtcDateTime, Cancellation);
        await league.Messages.MarkReadAsync(officer, null, league.Bureau.Clock.GetUtcNow().UtcDateTime, Cancellation);
        Assert.Equal((0, 1), (await league.UnreadAsync(officer), await league.UnreadAsync(leader)));

        await league.AnswerAsync(officer, (await league.SingleAsync()).Id, WarningAct.Close);
        Assert.Equal(0, await league.UnreadAsync(leader));
    }

    [Theory, EngineData]
    public async Task TheNearestJurisdictionsRuleHolds_UntilItIsInheritedAgain(Engine engine)
    {
        await using var league = await WatchedLeague.OpenAsync(engine);
        var stricter = Facts.Shipped(WarningRuleCode.ManyHouseholds, ("households", 5));
        await league.FileAsync(Enumerable.Range(1, 6));
        Assert.Equal(0, (await league.LookAsync()).Raised);

        Assert.Equal(WarningRuleFault.None, await ChangeAsync(league.Bureau.Leader, Bureau.League, stricter));
        Assert.Equal(1, (await league.LookAsync()).Raised);
        Assert.Equal(5, (await league.RuleDesk.ReadAsync(Bureau.County, Cancellation))[WarningRuleCode.ManyHouseholds].Settings["households"]);

        Assert.Equal(WarningRuleFault.None, await ChangeAsync(league.Bureau.Leader, Bureau.League, null));
        Assert.Equal(10, (await league.RuleDesk.ReadAsync(Bureau.League, Cancellation))[WarningRuleCode.ManyHouseholds].Settings["households"]);
        Assert.Equal(1, (await league.LookAsync()).Lapsed);
        Assert.Equal(["WarningRuleChanged", "WarningsRaised", "WarningRuleChanged", "WarningsRaised"], await league.Bureau.AuditAsync());

        async Task<WarningRuleFault> ChangeAsync(Actor actor, string jurisdiction, WarningSettings? settings) =>
            (await league.RuleDesk.ChangeAsync(actor, jurisdiction, WarningRuleCode.ManyHouseholds, settings, "按本地规模调整", Cancellation)).Fault;
    }

    [Theory, EngineData]
    public async Task OnlyTheLeaderChangesRules_InTheOwnJurisdiction_WithAReason(Engine engine)
    {
        await using var league = await WatchedLeague.OpenAsync(engine);
        var settings = Facts.Shipped(WarningRuleCode.ManyHouseholds, ("households", 5));

        Assert.Equal(WarningRuleFault.NotAllowed, await ChangeAsync(league.Bureau.Officer, Bureau.League, settings, "按本地规模调整"));
        Assert.Equal(WarningRuleFault.OutOfScope, await ChangeAsync(league.Bureau.Leader, Bureau.Elsewhere, settings, "按本地规模调整"));
        Assert.Equal(WarningRuleFault.Reason, await ChangeAsync(league.Bureau.Leader, Bureau.League, settings, "略"));
        Assert.Equal(WarningRuleFault.Number, await ChangeAsync(league.Bureau.Leader, Bureau.League, Facts.Shipped(WarningRuleCode.ManyHouseholds, ("households", 0)), "按本地规模调整"));
        Assert.Empty(await league.Rules.ReadChangesAsync(Cancellation));

        async Task<WarningRuleFault> ChangeAsync(Actor actor, string jurisdiction, WarningSettings changed, string reason) =>
            (await league.RuleDesk.ChangeAsync(actor, jurisdiction, WarningRuleCode.ManyHouseholds, changed, reason, Cancellation)).Fault;
    }

    [Theory, EngineData]
    public async Task AHouseholdIsForgotten_WithTheLedgersItStoodIn(Engine engine)
    {
        await using var league = await WatchedLeague.OpenAsync(engine);
        await league.FileAsync(1, 1, 1);
        await league.LookAsync();
        var retention = new WarningRetention(league.Db);
        Assert.Equal(0, await retention.RunAsync(Cancellation));

        await league.Bureau.ExecuteAsync("UPDATE Filing SET AnonymisedAtUtc = ReceivedAtUtc");

        Assert.Equal((1, 0), (await retention.RunAsync(Cancellation), await retention.RunAsync(Cancellation)));
        Assert.StartsWith("forgotten ", (await league.SingleAsync()).Subject, StringComparison.Ordinal);
    }
}
