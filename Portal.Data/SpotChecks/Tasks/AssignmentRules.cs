namespace Portal.Data.SpotChecks.Tasks;

/// <summary>Somebody who can be given tasks.</summary>
/// <param name="Load">Tasks that are open in the inspector's hands.</param>
public sealed record FreeHand(long UserId, int Load);

/// <summary>A task to be given away.</summary>
/// <param name="Nearness">
/// Whose area holds the task, and how many steps of the tree of jurisdictions lie between the two: 0 for an inspector of
/// the very county. Whoever must step aside is not among them.
/// </param>
public sealed record TaskToDeal(long TaskId, int DrawOrder, IReadOnlyDictionary<long, int> Nearness);

/// <param name="UserId">Null: nobody may be given the task.</param>
public sealed record Dealt(long TaskId, long? UserId);

/// <summary>
/// Gives tasks to inspectors (S2-43): never to somebody who must step aside, first within the area, there to whoever has
/// the least in hand. The same input gives the same hands. Pure.
/// </summary>
public static class AssignmentRules
{
    /// <returns>One for each task, in their order.</returns>
    public static IReadOnlyList<Dealt> Deal(IReadOnlyList<TaskToDeal> tasks, IReadOnlyList<FreeHand> hands)
    {
        var loads = hands.ToDictionary(hand => hand.UserId, hand => hand.Load);
        var dealt = new Dictionary<long, long?>();

        // What only few may be given goes first, while there is still a choice for the rest.
        foreach (var task in tasks.OrderBy(task => task.Nearness.Count(near => loads.ContainsKey(near.Key))).ThenBy(task => task.DrawOrder))
        {
            var near = task.Nearness.Where(candidate => loads.ContainsKey(candidate.Key)).ToList();
            if (near.Count == 0)
            {
                dealt[task.TaskId] = null;
                continue;
            }

            var nearest = near.Min(candidate => candidate.Value);
            var user = near
                .Where(candidate => candidate.Value == nearest)
                .OrderBy(candidate => loads[candidate.Key])
                .ThenBy(candidate => candidate.Key)
                .First().Key;
            loads[user]++;
            dealt[task.TaskId] = user;
        }

        return [.. tasks.Select(task => new Dealt(task.TaskId, dealt[task.TaskId]))];
    }
}
