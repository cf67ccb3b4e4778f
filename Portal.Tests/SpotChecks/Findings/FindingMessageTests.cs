using Portal.Data.Access;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Campaigns;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Findings;

/// <summary>Who is told what about findings, what waits for whom, and which files an enterprise opens; on both engines.</summary>
public sealed class FindingMessageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WhatWaits_IsWhatTheRulesSay_ForEverybodyAndOnEveryDay(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var early = await league.ProposedAsync((await league.DeniedAsync()).Id);
        var told = await league.ProposedAsync(early.TaskId, league.Leader, FindingType.ClosedByOthers);
        var explained = await league.ProposedAsync(early.TaskId, league.Officer, FindingType.BadAttitude);
        var ended = await league.ProposedAsync(early.TaskId, league.Field.First, FindingType.NotSolvedAtOnce);
        var everybody = new[] { league.Officer, league.Leader, league.Handler, league.Field.First, Other(CheckedLeague.Gas), Auditor };
        foreach (var reader in everybody)
        {
            Assert.Empty(await WaitingAsync(league, reader, league.Desk.Today));
        }

        await league.CloseAsync();
        await league.MoveAsync(league.Officer, told.Id, FindingAct.Notify, null);
        await league.MoveAsync(league.Officer, explained.Id, FindingAct.Notify, null);
        await league.MoveAsync(league.Handler, explained.Id, FindingAct.Explain, "当日已答复用户");
        await league.MoveAsync(league.Leader, ended.Id, FindingAct.Dismiss);
        var all = (await league.Findings.ReadPageAsync(league.Officer, new(EnterpriseScope.Of(league.Officer)), new(0, 10), Cancellation)).Items;
        Assert.Equal(4, all.Count);

        foreach (var days in new[] { 0, 20 })
        {
            var day = league.Desk.Today.AddDays(days);
            foreach (var reader in everybody)
            {
                var expected = all.Where(finding => FindingRules.IsWaitingFor(finding.Standing, reader, day) && (!reader.IsEnterprise || reader.Scope == finding.EnterpriseCode)).Select(finding => finding.Id);
                Assert.Equal(expected.Order(), (await WaitingAsync(league, reader, day)).Order());
            }
        }

        // What its enterprise must do first stands first; what is not told yet has waited since it was proposed.
        Assert.Equal([early.Id, explained.Id], (await WaitingAsync(league, league.Leader, league.Desk.Today)).Order());
        Assert.Equal([early.Id, told.Id], (await WaitingAsync(league, league.Officer, league.Desk.Today.AddDays(20))).Order());
    }

    [Theory, EngineData]
    public async Task EveryStep_IsAMessage_UntilItsReaderHasReadIt(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var messages = new FindingMessages(league.Field.Db, league.Field.Clock);
        var id = (await league.ProposedAsync((await league.DeniedAsync()).Id)).Id;
        Task<int> UnreadAsync(Actor reader) => league.Findings.CountAsync(reader, new(EnterpriseScope.Of(reader)) { IsUnread = true }, Cancellation);
        async Task ReadAsync(Actor reader) => await messages.MarkReadAsync(reader, (await league.Findings.ReadAsync(reader, id, Cancellation))!, Cancellation);

        await league.CloseAsync();
        Assert.Equal((0, 0, 0), (await UnreadAsync(league.Officer), await UnreadAsync(league.Leader), await UnreadAsync(league.Handler)));

        await league.MoveAsync(league.Leader, id, FindingAct.Notify, null);
        Assert.Equal((0, 0, 1, 0), (await UnreadAsync(league.Officer), await UnreadAsync(league.Leader), await UnreadAsync(league.Handler), await UnreadAsync(Other(CheckedLeague.Gas))));
        await ReadAsync(league.Handler);
        await ReadAsync(league.Handler);
        Assert.Equal(0, await UnreadAsync(league.Handler));

        await league.MoveAsync(league.Handler, id, FindingAct.Explain, "当日已答复用户");
        Assert.Equal((1, 1, 0), (await UnreadAsync(league.Officer), await UnreadAsync(league.Leader), await UnreadAsync(league.Handler)));
        await ReadAsync(league.Leader);
        Assert.Equal((1, 0), (await UnreadAsync(league.Officer), await UnreadAsync(league.Leader)));

        // The decision is a message to the enterprise and to whoever proposed it.
        await league.MoveAsync(league.Leader, id, FindingAct.Confirm);
        Assert.Equal((1, 0, 1), (await UnreadAsync(league.Officer), await UnreadAsync(league.Leader), await UnreadAsync(league.Handler)));
    }

    [Theory, EngineData]
    public async Task AFile_IsOpenedByTheEnterpriseItWasReleasedTo_FromWhenItWasTold(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var task = (await league.Field.ListAsync(league.Field.First)).First(line => line.EnterpriseCode == league.Handler.Scope && !line.IsSettled);
        var sheet = await SheetAsync(league, task.Id, "客厅,15.5");
        var kept = await SheetAsync(league, task.Id, "卧室,16.0");
        Assert.Equal(task.Id, (await league.DeniedAsync()).Id);
        var (_, id) = await league.Desk.ProposeAsync(league.Officer, task.Id, FindingType.FalselyClosed, "台账称已解决\uff0c测温不达标", [sheet, kept], Cancellation);
        await league.CloseAsync();
        async Task<bool> OpensAsync(Actor reader, long file) => await league.Field.Evidence.ReadAsync(reader, file, Cancellation) is not null;
        Assert.False(await OpensAsync(league.Handler, sheet));

        Assert.Equal(FindingFault.NoSuchFile, await league.Desk.TellAsync(league.Leader, id, 1, [sheet, 99_999], Cancellation));
        Assert.False(await OpensAsync(league.Handler, sheet));
        Assert.Null(await league.Findings.ReadAsync(league.Handler, id, Cancellation));
        Assert.Equal(FindingFault.None, await league.Desk.TellAsync(league.Leader, id, 1, [sheet, sheet], Cancellation));

        Assert.Equal((true, false), (await OpensAsync(league.Handler, sheet), await OpensAsync(league.Handler, kept)));
        Assert.False(await OpensAsync(Other(CheckedLeague.Gas), sheet));
        Assert.Equal([true, false], (await league.Findings.ReadFilesAsync(league.Handler, id, Cancellation)).Select(file => file.ReleasedAtUtc is not null));
        Assert.Empty(await league.Field.Evidence.ReadOfTaskAsync(league.Handler, task.Id, Cancellation));
        Assert.True(await OpensAsync(league.Officer, kept));
    }

    [Theory, EngineData]
    public async Task WhomAnInspectorLookedUp_TheEnterpriseReads_WhenTheFieldWorkIsOver(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var field = league.Field;
        var task = (await field.ListAsync(field.First)).First(line => line.EnterpriseCode == league.Handler.Scope);
        var reveal = new CaseReveal(field.Db, field.Bureau.Gate, field.Bureau.Audit, Sample.Keys, new(9), field.Clock);
        var disclosures = new DisclosureStore(field.Db);
        async Task<int> SeenAsync(Actor reader) => (await disclosures.ReadPageAsync(new(EnterpriseScope.Of(reader)), new(0, 10), Cancellation)).Total;

        Assert.Equal(RevealAnswer.Revealed, (await reveal.RevealAsync(field.First, new(task.RowId!.Value, PersonalField.Phone, RevealPurpose.Callback, null), Cancellation)).Answer);
        Assert.Equal((0, 1), (await SeenAsync(league.Handler), await SeenAsync(league.Officer)));
        await league.CloseAsync();
        Assert.Equal((1, 1), (await SeenAsync(league.Handler), await SeenAsync(league.Officer)));
    }

    private static Actor Auditor => new("auditor", "", Role.Auditor, Bureau.League) { UserId = 98 };

    private static Actor Other(string enterprise) => new("other", "", Role.EnterpriseHandler, enterprise) { UserId = 99 };

    private static async Task<IReadOnlyList<long>> WaitingAsync(FoundLeague league, Actor reader, DateOnly day)
    {
        var filter = new FindingFilter(EnterpriseScope.Of(reader)) { WaitingOn = day };
        var page = await league.Findings.ReadPageAsync(reader, filter, new(0, 10), Cancellation);
        Assert.Equal(page.Total, await league.Findings.CountAsync(reader, filter, Cancellation));
        return [.. page.Items.Select(finding => finding.Id)];
    }

    private static async Task<long> SheetAsync(FoundLeague league, long task, string line) =>
        (await league.Field.EvidenceIntake.ReceiveAsync(
            league.Field.First, task, new(Guid.NewGuid(), null, "测温单.csv", System.Text.Encoding.UTF8.GetBytes("房间,温度\n" + line + "\n")), Cancellation)).Id;
}
