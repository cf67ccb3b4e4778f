using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Evidence;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>Whoever has a task and may or can no longer do it: what is closed to them, and how the task comes to somebody else (S2-43).</summary>
public sealed class TaskHindranceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnInterestDeclaredDuringTheFieldWork_ClosesTheTasks_AndTheyAreDealtAgain(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var own = (await field.ListAsync(field.First)).Where(line => line.EnterpriseCode == Sample.EnterpriseCode).ToList();
        var task = own[0];
        var photo = await field.EvidenceIntake.ReceiveAsync(field.First, task.Id, new(Guid.NewGuid(), null, "a.jpg", SampleFiles.Jpeg), Cancellation);
        await field.SendAsync(field.First, own[1].Id, field.Solved());
        await field.Bureau.Interests.DeclareEnterpriseAsync(field.First, Sample.EnterpriseCode, "亲属入职", Cancellation);

        // Closed at once: the list, the task, what was sent for it, settled ones too.
        Assert.DoesNotContain(await field.ListAsync(field.First), line => line.EnterpriseCode == Sample.EnterpriseCode);
        Assert.Null(await field.Tasks.ReadAsync(field.First, task.Id, Cancellation));
        Assert.Null(await field.Evidence.ReadAsync(field.First, photo.Id, Cancellation));
        Assert.Empty(await field.Tasks.ReadAttemptsAsync(field.First, own[1].Id, Cancellation));

        // What they had written is kept.
        Assert.Equal(AttemptStanding.NoLongerTheirs, (await field.SendAsync(field.First, task.Id, field.Solved())).Standing);

        var free = await field.ListAsync(field.Bureau.Officer, new() { IsAssigned = false });
        Assert.Equal(own.Select(line => line.Id).Except([own[1].Id]).Order(), free.Select(line => line.Id).Order());
        Assert.All(free, line => Assert.Equal(TaskHindrance.StepAside, line.Hindrance));
        var progress = (await field.Field.ReadProgressAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation))!;
        Assert.Equal((own.Count - 1, own.Count - 1), (progress.Unassigned, progress.Hindered));

        Assert.Equal(new(own.Count - 1, 0), await field.Dealing.DealAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation));
        Assert.Equal(field.Second.UserId, (await field.Tasks.ReadAsync(field.Second, task.Id, Cancellation))!.InspectorId);
        Assert.Empty(await field.ListAsync(field.Bureau.Officer, new() { IsAssigned = false }));
    }

    [Theory, EngineData]
    public async Task AnInterestInAPerson_ClosesThatPersonsTask_AndNoOther(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var own = await field.ListAsync(field.First);
        await field.Bureau.ExecuteAsync($"""
            INSERT INTO Interest (UserId, PhoneHash, Note, DeclaredAtUtc)
            SELECT {field.First.UserId}, L.PhoneHash, 'x', L.ReceivedAt FROM LedgerRow L WHERE L.Id = {own[0].RowId}
            """);

        var after = await field.ListAsync(field.First);
        Assert.DoesNotContain(after, line => line.Id == own[0].Id);
        Assert.Equal(own.Count - 1, after.Count);
    }

    [Theory, EngineData]
    public async Task TheTasksOfADisabledAccount_OrOneWithoutItsRole_AreToBeGivenToSomebodyElse(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var first = (await field.ListAsync(field.First)).Count;
        var second = (await field.ListAsync(field.Second)).Count;
        await field.Bureau.ExecuteAsync($"UPDATE UserAccount SET IsDisabled = 1 WHERE Id = {field.First.UserId}");

        Assert.All(await field.ListAsync(field.Bureau.Officer, new() { IsAssigned = false }), line => Assert.Equal(TaskHindrance.Disabled, line.Hindrance));
        Assert.Equal(new(first, 0), await field.Dealing.DealAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation));
        Assert.Equal(first + second, (await field.ListAsync(field.Second)).Count);

        await field.Bureau.ExecuteAsync($"DELETE FROM UserGrant WHERE UserId = {field.Second.UserId}");
        var left = await field.ListAsync(field.Bureau.Officer, new() { IsAssigned = false });
        Assert.Equal(first + second, left.Count);
        Assert.All(left, line => Assert.Equal(TaskHindrance.NoRole, line.Hindrance));
        Assert.Equal(new(0, left.Count), await field.Dealing.DealAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation));
    }

    [Theory, EngineData]
    public async Task WhatIsSettled_CountsForWhoSentIt_AndWhatWasCancelledForNobody(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var own = await field.ListAsync(field.First);
        Assert.Equal(SubmissionAnswer.NotFound, (await field.SendAsync(field.Bureau.Officer, own[0].Id, field.Solved())).Answer);
        await field.SendAsync(field.First, own[0].Id, field.NoAnswer());
        await field.Dealing.ReassignAsync(field.Bureau.Officer, own[0].Id, field.Bureau.Officer.UserId, "亲自回访", Cancellation);
        await field.SendAsync(field.Bureau.Officer, own[0].Id, field.Solved());
        await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, "到期", Cancellation);

        var inspectors = (await field.Field.ReadInspectorsAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation)).ToDictionary(one => one.UserId);

        var first = inspectors[field.First.UserId];
        Assert.Equal((own.Count - 1, 0, own.Count - 1, 1), (first.Tasks, first.Settled, first.Cancelled, first.Attempts));
        var officer = inspectors[field.Bureau.Officer.UserId];
        Assert.Equal((1, 1, 0, 1), (officer.Tasks, officer.Settled, officer.Cancelled, officer.Attempts));
    }
}
