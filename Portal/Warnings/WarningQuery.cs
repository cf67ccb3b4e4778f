using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Portal.Data.Access;
using Portal.Data.Warnings;
using Portal.Shell;

namespace Portal.Warnings;

/// <summary>What the list of warnings shows, as the address says it. What is no value asks nothing.</summary>
public sealed record WarningQuery
{
    /// <summary>Without a choice: what somebody still has to do something about.</summary>
    public const string Everything = "all";

    public WarningRuleCode? Rule { get; init; }

    public WarningSeverity? Severity { get; init; }

    /// <summary>One state; null for those still pending, or for all of them with <see cref="ShowsAll"/>.</summary>
    public WarningState? State { get; init; }

    public bool ShowsAll { get; init; }

    public WarningSort Sort { get; init; } = WarningSort.Severity;

    public bool IsDescending { get; init; } = true;

    public int Page { get; init; } = 1;

    public bool IsFiltered => Rule is not null || Severity is not null || State is not null || ShowsAll;

    public static WarningQuery Read(string address)
    {
        var question = address.IndexOf('?', StringComparison.Ordinal);
        return Read(question < 0 ? [] : QueryHelpers.ParseQuery(address[question..].Split('#')[0]));
    }

    public static WarningQuery Read(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = query.ToDictionary(part => part.Key, part => part.Value.ToString(), StringComparer.Ordinal);
        var sort = AddressValue.CodeOf<WarningSort>(values.GetValueOrDefault("sort")) ?? WarningSort.Severity;
        return new()
        {
            Rule = AddressValue.CodeOf<WarningRuleCode>(values.GetValueOrDefault("rule")),
            Severity = AddressValue.CodeOf<WarningSeverity>(values.GetValueOrDefault("severity")),
            State = AddressValue.CodeOf<WarningState>(values.GetValueOrDefault("state")),
            ShowsAll = values.GetValueOrDefault("state") == Everything,
            Sort = sort,
            IsDescending = bool.TryParse(values.GetValueOrDefault("desc"), out var descending) ? descending : sort is not WarningSort.Enterprise,
            Page = AddressValue.PageOf(values.GetValueOrDefault("page")),
        };
    }

    public WarningFilter ToFilter(EnterpriseScope scope, DateOnly? month) => new(scope)
    {
        Rule = Rule,
        Severity = Severity,
        States = State is { } state ? [state] : ShowsAll ? [] : WarningLifeRules.Pending,
        Month = month,
    };
}
