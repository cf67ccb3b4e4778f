using Portal.Data.Access;
using Portal.Data.Storage;
using Portal.Data.Warnings;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Storage;

namespace Portal.Tests.Warnings;

/// <summary>Answers to warnings: who may, within which scope, with which reason; and the stored state beside its model.</summary>
public sealed class WarningDeskTests
{
    private static readonly WarningAct[] s_acts = [WarningAct.Acknowledge, WarningAct.Close, WarningAct.CallFalse, WarningAct.Dispute, WarningAct.Uphold];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnAnswer_NeedsScopeRoleStateAndReason(Engine engine)
    {
        await using var league = await RaisedAsync(engine);
        var bureau = league.Bureau;
        var id = (await league.SingleAsync()).Id;

        Assert.Equal(WarningFault.NotFound, await league.AnswerAsync(bureau.Stranger, id, WarningAct.Close));
        Assert.Equal(WarningFault.NotFound, await league.AnswerAsync(bureau.Officer, id + 1, WarningAct.Close));
        Assert.Equal(WarningFault.NotAllowed, await league.AnswerAsync(bureau.Inspector, id, WarningAct.Acknowledge));
        Assert.Equal(WarningFault.NotAllowed, await league.AnswerAsync(bureau.Handler, id, WarningAct.Close));
        Assert.Equal(WarningFault.NotAllowed, await league.AnswerAsync(bureau.Officer, id, WarningAct.Lapse));
        Assert.Equal(WarningFault.Reason, await league.AnswerAsync(bureau.Officer, id, WarningAct.Close, " 好 "));
        Assert.Equal(WarningFault.Reason, await league.AnswerAsync(bureau.Officer, id, WarningAct.Close, new string('长', WarningLifeRules.LongestReason + 1)));
        Assert.Equal(WarningFault.MutedUntil, await league.AnswerAsync(bureau.Officer, id, WarningAct.CallFalse, mutedUntil: league.Desk.Today.AddDays(-1)));
        Assert.Equal(WarningFault.WrongState, await league.AnswerAsync(bureau.Officer, id, WarningAct.Uphold));
        Assert.Equal(WarningState.Open, (await league.SingleAsync()).State);
        Assert.Equal(["WarningsRaised"], await bureau.AuditAsync());

        Assert.Equal(WarningFault.None, await league.AnswerAsync(bureau.Officer, id, WarningAct.Acknowledge, null));
        Assert.Equal(["WarningsRaised", "WarningAnswered"], await bureau.AuditAsync());
    }

    [Theory, EngineData]
    public async Task TheEnterpriseReportsAFalseAlarm_TheAuthorityDecides_AndItCounts(Engine engine)
    {
        await using var league = await RaisedAsync(engine);
        var id = (await league.SingleAsync()).Id;

        Assert.Equal(WarningFault.None, await league.AnswerAsync(league.Bureau.Handler, id, WarningAct.Dispute, "联系电话13800001234，系统误录"));
        Assert.Equal(WarningState.Disputed, (await league.SingleAsync()).State);
        var steps = await league.Warnings.ReadStepsAsync(id, EnterpriseScope.Of(league.Bureau.Officer), Cancellation);
        Assert.DoesNotContain("13800001234", steps[0].Note, StringComparison.Ordinal);

        Assert.Equal(WarningFault.None, await league.AnswerAsync(league.Bureau.Officer, id, WarningAct.CallFalse));
        var feedback = Assert.Single(await league.Rules.ReadFeedbackAsync(EnterpriseScope.Of(league.Bureau.Leader), Cancellation));
        Assert.Equal((1, 1, 0, 1), (feedback.Raised, feedback.FalseAlarms, feedback.Disputed, feedback.Answered));
        Assert.Empty(await league.Rules.ReadFeedbackAsync(EnterpriseScope.Of(league.Bureau.Stranger), Cancellation));
    }

    [Theory, EngineData]
    public async Task EverybodySeesWarnings_WithinTheOwnScopeOnly(Engine engine)
    {
        await using var league = await RaisedAsync(engine);
        var bureau = league.Bureau;
        var county = await bureau.AddAsync("county", Role.RegulatorOfficer, Bureau.County);
        var id = (await league.SingleAsync()).Id;

        Assert.Single(await league.ReadAsync(bureau.Handler));
        Assert.Empty(await league.ReadAsync(bureau.Stranger));
        Assert.Empty(await league.ReadAsync(county));
        Assert.Empty(await league.ReadAsync(Actor.Nobody));
        Assert.Null(await league.Warnings.ReadAsync(id, EnterpriseScope.Of(county), Cancellation));
        Assert.Empty((await league.Warnings.ReadRowsAsync(id, EnterpriseScope.Of(county), new(0, 10), Cancellation)).Items);
        Assert.Empty(await league.Warnings.ReadStepsAsync(id, EnterpriseScope.Of(county), Cancellation));
        Assert.Empty(await league.Warnings.ReadCountsAsync(EnterpriseScope.Of(county), Cancellation));
    }

    [Theory, EngineData]
    public async Task TheStoredState_IsThatOfTheModel_WhateverIsTried(Engine engine)
    {
        await using var league = await RaisedAsync(engine);
        var random = new Random(41);
        var id = (await league.SingleAsync()).Id;
        var (state, amount, answered) = (WarningState.Open, 10, (int?)null);
        for (var step = 0; step < 40; step++)
        {
            if (random.Next(4) == 0)
            {
                amount = random.Next(8, 30);
                await league.FileAsync(Enumerable.Range(1, amount));
                await league.LookAsync();
                var act = amount < 10 ? WarningAct.Lapse : WarningLifeRules.OnFound(state, answered, amount, 50, isMuted: false);
                (state, answered) = act is { } done && WarningLifeRules.Next(state, done) is { } next
                    ? (next, done is WarningAct.RaiseAgain ? null : answered)
                    : (state, answered);
            }
            else
            {
                var actor = random.Next(2) == 0 ? league.Bureau.Officer : league.Bureau.Handler;
                var act = s_acts[random.Next(s_acts.Length)];
                var fault = await league.AnswerAsync(actor, id, act);
                var next = WarningLifeRules.May(actor, act) ? WarningLifeRules.Next(state, act) : null;
                Assert.Equal(next is not null, fault is WarningFault.None);
                (state, answered) = next is { } moved ? (moved, (await league.SingleAsync()).Amount) : (state, answered);
            }

            Assert.Equal(state, (await league.SingleAsync()).State);
        }
    }

    private static async Task<WatchedLeague> RaisedAsync(Engine engine)
    {
        var league = await WatchedLeague.OpenAsync(engine);
        await league.FileAsync(Enumerable.Range(1, 10));
        Assert.Equal(1, (await league.LookAsync()).Raised);
        return league;
    }
}
