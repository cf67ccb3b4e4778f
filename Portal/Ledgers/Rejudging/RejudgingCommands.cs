using System.CommandLine;
using System.Globalization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Ledgers.Rejudging;

/// <summary>Verb <c>rejudge</c>: judges filed rows again by what is known now.</summary>
internal static class RejudgingCommands
{
    public static void AddTo(RootCommand root, Verb verb) => root.Add(Rejudge(verb));

    private static Command Rejudge(Verb verb)
    {
        var jurisdiction = new Option<string?>("--jurisdiction") { Description = "Code of the jurisdiction; those below it are meant too" };
        var from = new Option<string?>("--from") { Description = "First month, yyyy-MM" };
        var to = new Option<string?>("--to") { Description = "Last month, yyyy-MM" };
        var reason = new Option<string?>("--reason") { Description = "Why; kept with the run and in the audit log" };
        var resume = new Option<long?>("--continue") { Description = "Number of a run that stopped; nothing else is needed then" };
        var command = new Command("rejudge", "Judges filed rows again by the rules known now, and keeps a comparison") { jurisdiction, from, to, reason, resume };
        return verb.Action(command, async (services, parsed, cancellation) =>
        {
            var rejudger = services.GetRequiredService<Rejudger>();
            if (parsed.GetValue(resume) is not { } id)
            {
                if (parsed.GetValue(jurisdiction) is not { } code || PageScope.ParseMonth(parsed.GetValue(from)) is not { } first
                    || PageScope.ParseMonth(parsed.GetValue(to)) is not { } last || parsed.GetValue(reason) is not { } why)
                {
                    await Console.Error.WriteLineAsync("Give --jurisdiction CODE --from yyyy-MM --to yyyy-MM --reason TEXT, or --continue NUMBER.");
                    return 1;
                }

                (var fault, id) = await rejudger.StartAsync(new(code, first, last, why), Actor.CommandLine, cancellation);
                if (fault is not RejudgingFault.None)
                {
                    await Console.Error.WriteLineAsync(Say(fault, code));
                    return 1;
                }
            }

            if (await rejudger.RunAsync(id, Actor.CommandLine, null, cancellation) is not { } run)
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"There is no run {id}."));
                return 1;
            }

            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Run {run.Id}: {run.RowsJudged} rows of {run.PartsDone} months of enterprises judged, {run.RowsChanged} came out otherwise."));
            foreach (var rule in Sum(await services.GetRequiredService<RejudgingStore>().ReadMonthsAsync(id, Actor.CommandLine, cancellation)).Where(rule => rule.IsChanged))
            {
                await Console.Out.WriteLineAsync($"{rule.RuleId}: {Say(rule.Before)} before, {Say(rule.After)} after");
            }

            return 0;
        });
    }

    /// <summary>The months of a run taken together, by rule id.</summary>
    internal static IEnumerable<RuleComparison> Sum(IEnumerable<RejudgedMonth> months) =>
        from rule in months.SelectMany(month => month.Rules)
        group rule by rule.RuleId into same
        orderby same.Key
        select new RuleComparison(
            same.Key,
            [.. Enumerable.Range(0, 6).Select(verdict => same.Sum(rule => rule.Before[verdict]))],
            [.. Enumerable.Range(0, 6).Select(verdict => same.Sum(rule => rule.After[verdict]))]);

    private static string Say(IReadOnlyList<int> counts) =>
        string.Join(", ", Enum.GetValues<Verdict>().Where(verdict => counts[(int)verdict] > 0).Select(verdict => $"{verdict} {counts[(int)verdict]}")) is { Length: > 0 } text ? text : "none";

    private static string Say(RejudgingFault fault, string code) => fault switch
    {
        RejudgingFault.OutOfScope => $"No jurisdiction has the code {code}.",
        RejudgingFault.Months => string.Create(CultureInfo.InvariantCulture, $"The months must be in order, and at most {Rejudger.MostMonths} of them."),
        RejudgingFault.Reason => string.Create(CultureInfo.InvariantCulture, $"Give a reason of {RuleDesk.ShortestReason} to {RuleDesk.LongestReason} characters."),
        RejudgingFault.NoRows => "No rows are filed there in these months.",
        _ => "Not allowed.",
    };
}
