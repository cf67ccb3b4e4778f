using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>What was kept beside can become the result of a task that has none, and never takes the place of one.</summary>
public sealed class LateWorkTests
{
    private const string Why = "人员调整前已完成";

    private static readonly Gen<Step> s_step = Gen.Frequency(
        (4, Gen.Zip(Gen.Elements(true, false), Gen.Elements(true, false)).Select(pair => new Step(pair.Item1 ? Act.SendSolved : Act.SendRefused, pair.Item2))),
        (3, Gen.Elements(true, false).Select(isFirst => new Step(Act.Give, isFirst))),
        (1, Gen.Constant(new Step(Act.TakeBack, false))),
        (2, Gen.Constant(new Step(Act.Count, false))));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task KeptWork_Counts_WithAReason_AndIsComparedAndRecorded(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (task, kept) = await KeepAsync(field);

        Assert.Equal(CountingAnswer.NoReason, await field.Late.CountAsync(field.Bureau.Officer, task, kept, " ", Cancellation));
        Assert.Equal(CountingAnswer.NotFound, await field.Late.CountAsync(field.Second, task, kept, Why, Cancellation));
        Assert.Equal(CountingAnswer.Counted, await field.Late.CountAsync(field.Bureau.Officer, task, kept, Why, Cancellation));

        var after = (await field.Tasks.ReadAsync(field.Bureau.Officer, task, Cancellation))!;
        Assert.Equal((SpotTaskState.Done, Disposition.CompletedResolved, 1, 0), (after.State, after.Disposition, after.Attempts, after.Kept));
        var attempt = Assert.Single(await field.Tasks.ReadAttemptsAsync(field.Bureau.Officer, task, Cancellation));
        Assert.Equal((AttemptStanding.Counted, AttemptStanding.NoLongerTheirs, field.Bureau.Officer.DisplayName, Why), (attempt.Standing, attempt.KeptAs, attempt.CountedBy, attempt.CountedWhy));
        Assert.Contains(await field.Tasks.ReadAnswersAsync(EnterpriseScope.Of(field.Bureau.Officer), field.Campaign.Id, Cancellation), answer => answer is { ItemCode: "solved", ChoiceCode: "yes" });
        Assert.Equal("TaskCounted", (await field.Bureau.AuditAsync())[^1]);
        Assert.Equal(CountingAnswer.NotFound, await field.Late.CountAsync(field.Bureau.Officer, task, kept, Why, Cancellation));
        Assert.Equal(AttemptStanding.AlreadySettled, (await field.SendAsync(field.Second, task, field.Solved())).Standing);
    }

    [Theory, EngineData]
    public async Task AResultThatIsThere_Stays(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (task, kept) = await KeepAsync(field);
        await field.SendAsync(field.Second, task, Refused(field));

        Assert.Equal(CountingAnswer.HasResult, await field.Late.CountAsync(field.Bureau.Officer, task, kept, Why, Cancellation));
        Assert.Equal(Disposition.Refused, (await field.Tasks.ReadAsync(field.Bureau.Officer, task, Cancellation))!.Disposition);
    }

    [Theory, EngineData]
    public async Task AfterTheFieldWork_ItCountsUntilTheResultsAreHandedIn(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (task, kept) = await KeepAsync(field);
        var (other, late) = await KeepAsync(field);
        await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, "期限已到", Cancellation);
        Assert.Equal(SpotTaskState.Cancelled, (await field.Tasks.ReadAsync(field.Bureau.Officer, task, Cancellation))!.State);

        Assert.Equal(CountingAnswer.Counted, await field.Late.CountAsync(field.Bureau.Officer, task, kept, Why, Cancellation));
        Assert.Equal(SpotTaskState.Done, (await field.Tasks.ReadAsync(field.Bureau.Officer, task, Cancellation))!.State);

        await new Data.SpotChecks.Results.ResultDesk(field.Db, field.Bureau.Audit, field.Clock).SubmitAsync(field.Bureau.Officer, field.Campaign.Id, "十二月结果", Cancellation);
        Assert.Equal(CountingAnswer.TooLate, await field.Late.CountAsync(field.Bureau.Officer, other, late, Why, Cancellation));
    }

    [Theory, EngineData]
    public async Task TheSender_AndWhoeverMustStepAside_DoNotCountIt_AndHalfAFormIsNone(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = (await field.TaskOfAsync(field.First)).Id;
        await field.Dealing.ReassignAsync(field.Bureau.Officer, task, field.Bureau.Officer.UserId, "本人办理", Cancellation);
        await field.Dealing.ReassignAsync(field.Bureau.Officer, task, field.Second.UserId, "换人", Cancellation);
        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.SendAsync(field.Bureau.Officer, task, field.Solved())).Standing);
        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.SendAsync(field.First, task, field.Solved() with { Answers = [] })).Standing);
        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.SendAsync(field.First, task, field.NoAnswer())).Standing);
        var kept = (await field.Tasks.ReadAttemptsAsync(field.Bureau.Officer, task, Cancellation)).Select(attempt => attempt.Id).ToList();

        Assert.Equal(CountingAnswer.OwnWork, await field.Late.CountAsync(field.Bureau.Officer, task, kept[0], Why, Cancellation));
        Assert.Equal(CountingAnswer.Incomplete, await field.Late.CountAsync(field.Bureau.Officer, task, kept[1], Why, Cancellation));
        Assert.Equal(CountingAnswer.NoResult, await field.Late.CountAsync(field.Bureau.Officer, task, kept[2], Why, Cancellation));
        var line = (await field.Tasks.ReadAsync(field.Bureau.Officer, task, Cancellation))!;
        await field.Bureau.Interests.DeclareEnterpriseAsync(field.Bureau.Leader, line.EnterpriseCode, "股份", Cancellation);
        Assert.Equal(CountingAnswer.Conflict, await field.Late.CountAsync(field.Bureau.Leader, task, kept[0], Why, Cancellation));
        Assert.Equal(SpotTaskState.Open, (await field.Tasks.ReadAsync(field.Bureau.Officer, task, Cancellation))!.State);
    }

    /// <summary>The model: who has the task, who ever had it, its one result, and what was kept.</summary>
    [Theory, EngineData]
    public async Task WhateverIsSentGivenAndCountedInWhateverOrder_TheTaskHasTheFirstResultOfTheModel(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var stories = s_step.ListOf(9).Sample(8, 12).ToList();
        var tasks = (await field.ListAsync(field.Bureau.Officer)).Where(task => task.InspectorId == field.First.UserId).Select(task => task.Id).ToList();
        Assert.NotEmpty(tasks);
        foreach (var (task, steps) in tasks.Zip(stories))
        {
            await FollowAsync(field, task, steps);
        }
    }

    private static async Task FollowAsync(FieldLeague field, long task, IEnumerable<Step> steps)
    {
        long? holder = field.First.UserId;
        var had = new HashSet<long> { field.First.UserId };
        var kept = new List<(long Id, Disposition Disposition)>();
        Disposition? result = null;
        foreach (var (act, isFirst) in steps)
        {
            var who = isFirst ? field.First : field.Second;
            switch (act)
            {
                case Act.SendSolved or Act.SendRefused:
                    var sent = act is Act.SendSolved ? field.Solved() : Refused(field);
                    var answer = await field.SendAsync(who, task, sent);
                    Assert.Equal(had.Contains(who.UserId) ? SubmissionAnswer.Taken : SubmissionAnswer.NotFound, answer.Answer);
                    if (answer.Answer is SubmissionAnswer.Taken)
                    {
                        Assert.Equal(holder != who.UserId ? AttemptStanding.NoLongerTheirs : result is null ? AttemptStanding.Counted : AttemptStanding.AlreadySettled, answer.Standing);
                        var last = (await field.Tasks.ReadAttemptsAsync(field.Bureau.Officer, task, Cancellation))[^1];
                        if (answer.Standing is AttemptStanding.Counted)
                        {
                            result = sent.Disposition;
                        }
                        else
                        {
                            kept.Add((last.Id, sent.Disposition));
                        }
                    }

                    break;
                case Act.Count when kept is [var first, ..]:
                    var counted = await field.Late.CountAsync(field.Bureau.Officer, task, first.Id, Why, Cancellation);
                    Assert.Equal(result is null ? CountingAnswer.Counted : CountingAnswer.HasResult, counted);
                    if (result is null)
                    {
                        result = first.Disposition;
                        kept.RemoveAt(0);
                    }

                    break;
                case Act.Give or Act.TakeBack:
                    long? to = act is Act.Give ? who.UserId : null;
                    var given = await field.Dealing.ReassignAsync(field.Bureau.Officer, task, to, "换人", Cancellation);
                    Assert.Equal(result is null ? ReassignAnswer.Done : ReassignAnswer.NotFound, given.Answer);
                    holder = result is null ? to : holder;
                    had.UnionWith(result is null && to is { } id ? [id] : []);
                    break;
            }

            var line = (await field.Tasks.ReadAsync(field.Bureau.Officer, task, Cancellation))!;
            Assert.Equal((result, holder, kept.Count, result is null ? 0 : 1), (line.Disposition, line.InspectorId, line.Kept, line.Attempts));
        }
    }

    /// <summary>A task of the first inspector, given to the second, and sent by the first all the same.</summary>
    private static async Task<(long Task, long Kept)> KeepAsync(FieldLeague field)
    {
        var task = (await field.TaskOfAsync(field.First)).Id;
        await field.Dealing.ReassignAsync(field.Bureau.Officer, task, field.Second.UserId, "换人", Cancellation);
        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.SendAsync(field.First, task, field.Solved())).Standing);
        return (task, (await field.Tasks.ReadAttemptsAsync(field.Bureau.Officer, task, Cancellation))[0].Id);
    }

    private static TaskSubmission Refused(FieldLeague field) => field.NoAnswer() with { Disposition = Disposition.Refused };

    private enum Act
    {
        SendSolved,
        SendRefused,
        Give,
        TakeBack,
        Count,
    }

    private sealed record Step(Act Act, bool IsFirst);
}
