using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>Who is given which task (S2-43).</summary>
public sealed class AssignmentRulesTests
{
    private static readonly Gen<Deal> s_deals =
        from hands in Gen.Choose(0, 6)
        from loads in Gen.Choose(0, 9).ArrayOf(hands)
        from tasks in Gen.Choose(0, 40)
        from near in Gen.Choose(-1, 2).ArrayOf(hands * tasks)
        select new Deal(
            [.. Enumerable.Range(0, tasks).Select(task => new TaskToDeal(
                100 + task, task + 1, Enumerable.Range(0, hands).Where(hand => near[(task * hands) + hand] >= 0).ToDictionary(hand => (long)hand, hand => near[(task * hands) + hand])))],
            [.. loads.Select((load, hand) => new FreeHand(hand, load))]);

    [Fact]
    public void ATask_GoesOnlyToSomebodyWhoMayHaveIt_AndThenToSomebodyNearest() =>
        Prop.ForAll(s_deals.ToArbitrary(), deal =>
        {
            var dealt = AssignmentRules.Deal(deal.Tasks, deal.Hands);
            Assert.Equal(deal.Tasks.Select(task => task.TaskId), dealt.Select(one => one.TaskId));
            foreach (var (task, one) in deal.Tasks.Zip(dealt))
            {
                Assert.Equal(task.Nearness.Count == 0, one.UserId is null);
                Assert.True(one.UserId is not { } user || task.Nearness[user] == task.Nearness.Values.Min());
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AmongEquals_TheLoadsEndWithinOne() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(1, 6), Gen.Choose(0, 60)).ToArbitrary(), both =>
        {
            var (hands, tasks) = both;
            var near = Enumerable.Range(0, hands).ToDictionary(hand => (long)hand, _ => 0);
            var dealt = AssignmentRules.Deal([.. Enumerable.Range(0, tasks).Select(task => new TaskToDeal(task, task, near))], [.. near.Keys.Select(hand => new FreeHand(hand, 0))]);
            var loads = near.Keys.Select(hand => dealt.Count(one => one.UserId == hand)).ToList();
            Assert.InRange(loads.Max() - loads.Min(), 0, 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TheSameTasksAndHands_GiveTheSame_InWhateverOrderTheyAreRead() =>
        Prop.ForAll(s_deals.ToArbitrary(), deal =>
        {
            var forward = AssignmentRules.Deal(deal.Tasks, deal.Hands).ToDictionary(one => one.TaskId, one => one.UserId);
            var backward = AssignmentRules.Deal([.. deal.Tasks.Reverse()], [.. deal.Hands.Reverse()]).ToDictionary(one => one.TaskId, one => one.UserId);
            Assert.Equal(forward.OrderBy(one => one.Key), backward.OrderBy(one => one.Key));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WhoHasMuchInHand_IsGivenLess()
    {
        var near = new Dictionary<long, int> { [1] = 0, [2] = 0 };

        var dealt = AssignmentRules.Deal([.. Enumerable.Range(1, 4).Select(task => new TaskToDeal(task, task, near))], [new(1, 3), new(2, 0)]);

        Assert.Equal([2, 2, 2, 1], dealt.Select(one => one.UserId!.Value));
    }

    [Fact]
    public void TheAreaComesBeforeTheLoad()
    {
        var dealt = AssignmentRules.Deal([new(1, 1, new Dictionary<long, int> { [1] = 0, [2] = 1 })], [new(1, 50), new(2, 0)]);

        Assert.Equal(1, dealt[0].UserId);
    }

    private sealed record Deal(IReadOnlyList<TaskToDeal> Tasks, IReadOnlyList<FreeHand> Hands);
}
