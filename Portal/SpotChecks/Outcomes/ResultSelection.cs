using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;
using Portal.Shell;

namespace Portal.SpotChecks.Outcomes;

/// <summary>Tasks by how far they came.</summary>
public enum TaskSet
{
    Done = 1,
    Pending,
    Undone,
}

/// <summary>Which tasks, or which compared facts, a number of the results is made of. Its address is the link on the number.</summary>
public sealed record ResultSelection
{
    /// <summary>What a list of all facts is asked for by.</summary>
    private const string AnyFact = "any";

    public string? Enterprise { get; init; }

    public TaskSet? Set { get; init; }

    public Disposition? Disposition { get; init; }

    public Measure? Measure { get; init; }

    /// <summary>Only the answers of yes.</summary>
    public bool IsYes { get; init; }

    /// <summary>The list is of facts, one line each, not of tasks.</summary>
    public bool HasFacts { get; init; }

    public Fact? Fact { get; init; }

    /// <summary>Null for all that could be compared.</summary>
    public FactOutcome? Outcome { get; init; }

    public bool IsAll => this == new ResultSelection();

    /// <summary>The parameters of an address that may narrow a list.</summary>
    public static IReadOnlyCollection<string> Known { get; } = ["enterprise", "tasks", "disposition", "measure", "yes", "facts", "outcome", "page"];

    /// <summary>The parameters of the address that are no such thing, and so asked nothing.</summary>
    /// <param name="enterprises">Codes of those that were drawn.</param>
    public static IReadOnlyList<string> Misread(string address, IReadOnlySet<string> enterprises)
    {
        var query = Query(address);
        var read = Read(address);
        return
        [
            .. new (string Name, bool IsUnderstood)[]
            {
                ("enterprise", read.Enterprise is { } code && enterprises.Contains(code)), ("tasks", read.Set is not null), ("disposition", read.Disposition is not null),
                ("measure", read.Measure is not null), ("yes", read.IsYes), ("facts", read.Fact is not null || query.GetValueOrDefault("facts") == AnyFact), ("outcome", read.Outcome is not null),
            }.Where(one => query.ContainsKey(one.Name) && !one.IsUnderstood).Select(one => one.Name),
        ];
    }

    /// <summary>What an address asks for; what it says that is no such thing asks nothing.</summary>
    public static ResultSelection Read(string address)
    {
        var query = Query(address);
        return new()
        {
            Enterprise = query.GetValueOrDefault("enterprise"),
            Set = AddressValue.CodeOf<TaskSet>(query.GetValueOrDefault("tasks")),
            Disposition = AddressValue.CodeOf<Disposition>(query.GetValueOrDefault("disposition")),
            Measure = AddressValue.CodeOf<Measure>(query.GetValueOrDefault("measure")),
            IsYes = AddressValue.IsTrue(query.GetValueOrDefault("yes")),
            HasFacts = query.ContainsKey("facts"),
            Fact = AddressValue.CodeOf<Fact>(query.GetValueOrDefault("facts")),
            Outcome = AddressValue.CodeOf<FactOutcome>(query.GetValueOrDefault("outcome")),
        };
    }

    public IReadOnlyList<ResultTask> Tasks(CampaignResults results) => [.. results.Tasks.Where(task => Holds(task, results))];

    public IReadOnlyList<(ResultTask Task, FactMark Fact)> Facts(CampaignResults results) =>
    [
        .. from task in Tasks(results)
           from fact in results.Facts[task.Id].OrderBy(fact => fact.Fact)
           where (Fact is null || fact.Fact == Fact) && (Outcome is null || fact.Outcome == Outcome)
           select (task, fact),
    ];

    public string Href(long campaign)
    {
        string?[] parts =
        [
            Enterprise is null ? null : "enterprise=" + Uri.EscapeDataString(Enterprise),
            Set is null ? null : "tasks=" + Set,
            Disposition is null ? null : "disposition=" + Disposition,
            Measure is null ? null : "measure=" + Measure,
            IsYes ? "yes=true" : null,
            HasFacts ? "facts=" + (Fact?.ToString() ?? AnyFact) : null,
            Outcome is null ? null : "outcome=" + Outcome,
        ];
        return string.Create(CultureInfo.InvariantCulture, $"/spot-checks/{campaign}/results?{string.Join('&', parts.Where(part => part is not null))}#tasks");
    }

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Query(string address)
    {
        var question = address.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? [] : QueryHelpers.ParseQuery(address[question..].Split('#')[0]);
    }

    private bool Holds(ResultTask task, CampaignResults results) =>
        (Enterprise is null || task.EnterpriseCode == Enterprise)
        && (Disposition is null || task.Disposition == Disposition)
        && (Measure is null || (ResultRules.Counted(task, Measure.Value, results.Answers) is { } isYes && (!IsYes || isYes)))
        && Set switch
        {
            TaskSet.Done => ResultRules.IsDone(task),
            TaskSet.Pending => ResultRules.IsPending(task),
            TaskSet.Undone => !ResultRules.IsPending(task) && task.Disposition is null,
            _ => true,
        };
}
