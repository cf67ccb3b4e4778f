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

    /// <summary>The names in an address, beside those of the scope.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["rule", "severity", "state", "sort", "desc", "page"];

    /// <summary>The names of what the address asks for that is no value.</summary>
    public IReadOnlyList<string> Misread { get; init; } = [];

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
        var misread = new List<string>();
        var showsAll = values.GetValueOrDefault("state") == Everything;
        var sort = AddressValue.CodeOf<WarningSort>(values.GetValueOrDefault("sort")) ?? WarningSort.Severity;
        return new()
        {
            Rule = Code<WarningRuleCode>("rule"),
            Severity = Code<WarningSeverity>("severity"),
            State = showsAll ? null : Code<WarningState>("state"),
            ShowsAll = showsAll,
            Sort = sort,
            IsDescending = bool.TryParse(values.GetValueOrDefault("desc"), out var descending) ? descending : sort is not WarningSort.Enterprise,
            Page = AddressValue.PageOf(values.GetValueOrDefault("page")),
            Misread = misread,
        };

        T? Code<T>(string key)
            where T : struct, Enum
        {
            var code = AddressValue.CodeOf<T>(values.GetValueOrDefault(key));
            if (code is null && !string.IsNullOrEmpty(values.GetValueOrDefault(key)))
            {
                misread.Add(key);
            }

            return code;
        }
    }

    public WarningFilter ToFilter(EnterpriseScope scope, DateOnly? month) => new(scope)
    {
        Rule = Rule,
        Severity = Severity,
        States = State is { } state ? [state] : ShowsAll ? [] : WarningLifeRules.Pending,
        Month = month,
    };
}
