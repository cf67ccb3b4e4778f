using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>What is sent for a task is taken once, and nothing of it is lost, on both engines.</summary>
public sealed class TaskIntakeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AForm_SettlesItsTask_WithAnswersAndWords(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);

        var result = await field.SendAsync(field.First, task.Id, field.Solved(words: "修好了,电话13900001111"));

        Assert.Equal((SubmissionAnswer.Taken, AttemptStanding.Counted, SpotTaskState.Done), (result.Answer, result.Standing, result.Task!.State));
        var after = (await field.Tasks.ReadAsync(field.First, task.Id, Cancellation))!;
        Assert.Equal((Disposition.CompletedResolved, 1), (after.Disposition, after.Attempts));
        var answers = await field.Tasks.ReadAnswersAsync(Data.Access.EnterpriseScope.Of(field.Bureau.Officer), field.Campaign.Id, Cancellation);
        Assert.Contains(new(task.Id, "solved", "yes", null, null, "修好了,电话***"), answers);
        Assert.Contains(new(task.Id, "satisfied", "5", 5, null, null), answers);
        Assert.Equal("TaskAnswered", (await field.Bureau.AuditAsync())[^1]);
    }

    [Theory, EngineData]
    public async Task TheSameSending_HoweverOftenItArrives_IsOne_AndIsAnsweredAlike(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        var sending = field.Solved();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => field.SendAsync(field.First, task.Id, sending), Cancellation)));

        Assert.All(results, result => Assert.Equal((SubmissionAnswer.Taken, AttemptStanding.Counted, SpotTaskState.Done), (result.Answer, result.Standing, result.Task!.State)));
        Assert.Single(await field.Tasks.ReadAttemptsAsync(field.First, task.Id, Cancellation));
        var other = (await field.ListAsync(field.First)).First(line => line.Id != task.Id);
        Assert.Equal(SubmissionAnswer.NotFound, (await field.SendAsync(field.First, other.Id, sending)).Answer);
    }

    [Theory, EngineData]
    public async Task OfTwoDevices_OneResultHolds_AndTheOtherIsKeptAndTold(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);

        var results = await Task.WhenAll(
            Task.Run(() => field.SendAsync(field.First, task.Id, field.Solved()), Cancellation),
            Task.Run(() => field.SendAsync(field.First, task.Id, new(Guid.NewGuid(), TimeProvider.System.GetUtcNow().UtcDateTime, Disposition.Refused, "不愿回答", [])), Cancellation));

        Assert.Equal([AttemptStanding.Counted, AttemptStanding.AlreadySettled], results.Select(result => result.Standing).Order());
        var winner = (await field.Tasks.ReadAttemptsAsync(field.First, task.Id, Cancellation)).Single(attempt => attempt.Standing is AttemptStanding.Counted);
        Assert.Equal((winner.Disposition, 1), ((await field.Tasks.ReadAsync(field.First, task.Id, Cancellation))!.Disposition, (await field.Tasks.ReadAsync(field.First, task.Id, Cancellation))!.Kept));
    }

    [Theory, EngineData]
    public async Task OfTwoInspectors_OneResultHolds(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        await field.Dealing.ReassignAsync(field.Bureau.Officer, task.Id, field.Second.UserId, "换人", Cancellation);

        var late = await field.SendAsync(field.First, task.Id, field.Solved());
        var now = await field.SendAsync(field.Second, task.Id, new(Guid.NewGuid(), TimeProvider.System.GetUtcNow().UtcDateTime, Disposition.Refused, null, []));

        // The work of whoever lost the task is not lost: the campaign's owner reads it.
        Assert.Equal((AttemptStanding.NoLongerTheirs, AttemptStanding.Counted), (late.Standing, now.Standing));
        Assert.Equal(Disposition.Refused, (await field.Tasks.ReadAsync(field.Second, task.Id, Cancellation))!.Disposition);
        Assert.Contains(await field.Tasks.ReadAttemptAnswersAsync(field.Bureau.Officer, task.Id, Cancellation), answer => answer.RawText == "上门修好了");
        Assert.Empty(await field.Tasks.ReadAnswersAsync(Data.Access.EnterpriseScope.Of(field.Bureau.Officer), field.Campaign.Id, Cancellation));
        Assert.Equal([task.Id], (await field.ListAsync(field.Bureau.Officer, new() { HasKept = true })).Select(line => line.Id));
    }

    [Theory, EngineData]
    public async Task WhoLosesTheRole_OrStepsAside_IsHeardAllTheSame(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var tasks = await field.ListAsync(field.First);
        var auditor = field.First with { Role = Data.Access.Role.Auditor };

        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.SendAsync(auditor, tasks[0].Id, field.Solved())).Standing);
        await field.Dealing.StepAsideAsync(field.First, tasks[1].Id, "熟人", Cancellation);
        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.SendAsync(field.First, tasks[1].Id, field.Solved())).Standing);
        Assert.Equal(SubmissionAnswer.NotFound, (await field.SendAsync(field.Second, tasks[0].Id, field.Solved())).Answer);
        Assert.Equal(SubmissionAnswer.NotFound, (await field.SendAsync(field.Bureau.Officer, tasks[0].Id, field.Solved())).Answer); // reads it, was never given it
        Assert.Equal(SubmissionAnswer.NotFound, (await field.SendAsync(field.Bureau.Handler, tasks[0].Id, field.Solved())).Answer);
        Assert.Equal(SubmissionAnswer.NotFound, (await field.SendAsync(field.First, 999_999, field.Solved())).Answer);
    }

    [Theory, EngineData]
    public async Task NobodyAnswers_ThreeTimesInThreeBands_AndTheTaskEnds(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        var states = new List<SpotTaskState>();

        // 2025-12-05 is a Friday; UTC. Morning, morning, afternoon, rest day.
        foreach (var at in new DateTime[] { new(2025, 12, 5, 2, 0, 0), new(2025, 12, 5, 3, 0, 0), new(2025, 12, 5, 7, 0, 0), new(2025, 12, 6, 2, 0, 0) })
        {
            field.Clock.Advance(at - field.Clock.GetUtcNow().UtcDateTime);
            states.Add((await field.SendAsync(field.First, task.Id, field.NoAnswer())).Task!.State);
        }

        Assert.Equal([SpotTaskState.InProgress, SpotTaskState.InProgress, SpotTaskState.InProgress, SpotTaskState.Unreachable], states);
        Assert.Equal(Disposition.NoAnswer, (await field.Tasks.ReadAsync(field.First, task.Id, Cancellation))!.Disposition);
        Assert.Equal(AttemptStanding.AlreadySettled, (await field.SendAsync(field.First, task.Id, field.Solved())).Standing);
        Assert.Equal(Disposition.NoAnswer, (await field.Tasks.ReadAsync(field.First, task.Id, Cancellation))!.Disposition);
    }

    [Theory, EngineData]
    public async Task AFormWithAFault_IsNamedAndNotTaken(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        var good = field.Solved();

        var script = await field.SendAsync(field.First, task.Id, good with { Note = "<script>alert(1)</script>" });
        var missing = await field.SendAsync(field.First, task.Id, good with { Answers = [] });

        Assert.Equal([new("", "", AnswerFault.Markup)], script.Problems);
        Assert.Contains(new("received", "", AnswerFault.Missing), missing.Problems);
        Assert.Empty(await field.Tasks.ReadAttemptsAsync(field.First, task.Id, Cancellation));
        Assert.Equal(SubmissionAnswer.Taken, (await field.SendAsync(field.First, task.Id, good)).Answer);
    }

    [Theory, EngineData]
    public async Task ATimeThatCannotBe_IsTheTimeOfArrival(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        var dealt = field.Clock.GetUtcNow().UtcDateTime;
        field.Clock.Advance(TimeSpan.FromHours(5));
        var now = dealt.AddHours(5);
        var results = new List<SubmissionResult>();

        // While the task was there; in the future; before the one that has arrived; before it was dealt.
        foreach (var at in new[] { now.AddHours(-3), now.AddDays(2), now.AddHours(-1), dealt.AddDays(-8) })
        {
            results.Add(await field.SendAsync(field.First, task.Id, field.NoAnswer() with { AtUtc = at }));
        }

        Assert.Equal(
            [now.AddHours(5), now.AddHours(8), now.AddHours(8), now.AddHours(8)],
            (await field.Tasks.ReadAttemptsAsync(field.First, task.Id, Cancellation)).Select(attempt => attempt.At));
        Assert.Equal([false, true, true, true], results.Select(result => result.IsTimeCorrected));
        Assert.Equal(3, await field.Bureau.ScalarAsync<int>("SELECT COUNT(*) FROM AuditEntry WHERE Action = 'TaskAnswered' AND Detail LIKE '%\"DeviceTimeUtc\":\"%'"));
    }

    [Theory, EngineData]
    public async Task ThreeSendingsOfOneMoment_AreNotThreeBands_WhateverTimesTheyTell(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);

        // 2025-12-05 is a Friday: morning, afternoon and evening have passed since the dealing.
        field.Clock.Advance(new DateTime(2025, 12, 5, 12, 0, 0) - field.Clock.GetUtcNow().UtcDateTime);
        var states = new List<SpotTaskState>();
        foreach (var at in new DateTime[] { new(2025, 12, 5, 3, 0, 0), new(2025, 12, 5, 7, 0, 0), new(2025, 12, 5, 11, 30, 0) })
        {
            states.Add((await field.SendAsync(field.First, task.Id, field.NoAnswer() with { AtUtc = at })).Task!.State);
        }

        Assert.All(states, state => Assert.Equal(SpotTaskState.InProgress, state));
    }

    [Theory, EngineData]
    public async Task APhoneTestBeforeItsDrawnMoment_IsKeptAndDoesNotCount(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine, kind: CampaignKind.PhoneTest);
        var task = (await field.ListAsync(field.Bureau.Officer)).First(line => line.InspectorId is not null);
        var inspector = new[] { field.First, field.Second, field.OfCounty }.Single(actor => actor.UserId == task.InspectorId);
        TaskSubmission Called() => new(
            Guid.NewGuid(),
            field.Clock.GetUtcNow().UtcDateTime,
            Disposition.CompletedResolved,
            null,
            [new("connected", null, "yes", null), new("answer-seconds", null, "12", null), new("answered-within", null, "yes", null), new("staffed", null, "person", null)]);

        var early = await field.SendAsync(inspector, task.Id, Called());
        Assert.Equal((AttemptStanding.TooEarly, SpotTaskState.Open), (early.Standing, early.Task!.State));

        field.Clock.Advance(task.PlannedAt!.Value.AddHours(-8).AddMinutes(7) - field.Clock.GetUtcNow().UtcDateTime);
        var contradicting = await field.SendAsync(inspector, task.Id, Called() with { Disposition = Disposition.NoAnswer });
        Assert.Equal([new("connected", "", AnswerFault.Contradiction)], contradicting.Problems);
        var there = await field.SendAsync(inspector, task.Id, Called());
        Assert.Equal((AttemptStanding.Counted, SpotTaskState.Done), (there.Standing, there.Task!.State));
    }

    [Theory, EngineData]
    public async Task CharactersNobodySees_AreTakenOut_AndTheSenderIsTold(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var tasks = await field.ListAsync(field.First);

        var clean = await field.SendAsync(field.First, tasks[0].Id, field.Solved(words: "第一行\n第二行"));
        var dirty = await field.SendAsync(field.First, tasks[1].Id, field.Solved(words: "a\0b\u0007\u202Ec") with { Note = "\u0007" });

        Assert.Equal((false, true), (clean.IsTextCleaned, dirty.IsTextCleaned));
        var answers = await field.Tasks.ReadAnswersAsync(Data.Access.EnterpriseScope.Of(field.Bureau.Officer), field.Campaign.Id, Cancellation);
        Assert.Equal("第一行\n第二行", answers.Single(answer => answer.TaskId == tasks[0].Id && answer.ItemCode == "solved").RawText);
        Assert.Equal("abc", answers.Single(answer => answer.TaskId == tasks[1].Id && answer.ItemCode == "solved").RawText);
        Assert.Null((await field.Tasks.ReadAttemptsAsync(field.First, tasks[1].Id, Cancellation))[0].Note);
    }
}
