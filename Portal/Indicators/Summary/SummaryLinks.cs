using Microsoft.AspNetCore.WebUtilities;
using Portal.Data.Indicators;
using Portal.Data.Ledgers;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Indicators.Summary;

/// <summary>Where the numbers of 汇总报表 lead: to the rows counted above the line, or where no filter tells those, to the definition.</summary>
/// <param name="Query">The address of the report.</param>
public sealed record SummaryLinks(SummaryTableQuery Query, SummaryQuestion Question)
{
    /// <summary>The definition of a column.</summary>
    public static string Definition(Indicator indicator) => "/indicators#" + indicator.Id;

    /// <param name="column">A column of the report.</param>
    /// <param name="subject">Null for the total.</param>
    public string Of(SummaryColumn column, SummarySubject? subject)
    {
        if (Filters(column) is not { } filters)
        {
            return Definition(column.Indicator);
        }

        if (subject is { Kind: not SubjectKind.Enterprise, IsLeaf: false })
        {
            // Its rows and those of other lines lie in one jurisdiction: the enterprises tell them apart.
            return (Query with { J = subject.JurisdictionCode, Group = nameof(SummaryGroup.Enterprise) }).At("/summary");
        }

        var period = Question.Period;
        return QueryHelpers.AddQueryString(
            "/cases",
            new Dictionary<string, string?>
            {
                [ScopeAddress.Jurisdiction] = subject is { Kind: not SubjectKind.Enterprise } ? subject.JurisdictionCode : Query.J,
                [ScopeAddress.Sector] = Question.Sector?.ToString(),
                [ScopeAddress.Period] = Show.Month(period.To),
                ["from"] = period.Count > 1 ? Show.Month(period.From) : null,
                ["e"] = subject is { Kind: SubjectKind.Enterprise } ? subject.Code : null,
                ["channel"] = Question.Channel?.ToString(),
            }.Concat(filters.Select(filter => KeyValuePair.Create(filter.Name, (string?)filter.Value))).Where(pair => !string.IsNullOrEmpty(pair.Value)));
    }

    private static (string Name, string Value)[]? Filters(SummaryColumn column)
    {
        var grade = column.Id switch
        {
            _ when column.Id.StartsWith("ordinary", StringComparison.Ordinal) => $"{CaseGrade.Ordinary},{CaseGrade.Complex}",
            _ when column.Id.StartsWith("key", StringComparison.Ordinal) => nameof(CaseGrade.Key),
            "difficult" => nameof(CaseGrade.Difficult),
            _ => "",
        };
        const string fedBack = $"{nameof(DueState.InTime)},{nameof(DueState.Late)}";
        return column.Id switch
        {
            "ordinaryAssigned" or "keyAssigned" or "difficult" => [("grades", grade)],
            "ordinaryFedBack" or "keyFedBack" => [("grades", grade), ("feedback", fedBack)],
            "ordinaryOnTime" or "keyOnTime" => [("grades", grade), ("feedback", nameof(DueState.InTime))],
            "assigned" or "share" => [],
            "fedBack" or "feedbackRate" => [("feedback", fedBack)],
            "onTime" or "onTimeFeedbackRate" => [("feedback", nameof(DueState.InTime))],
            "closed" => [("closing", fedBack), ("reopened", "false")],
            "rated" or "points" or "pointsMean" => [("rating", "Rated")],
            "satisfactionRate" => [("rating", "Satisfied")],
            "handlingDays" => [("handled", "true")],
            _ => null,
        };
    }
}
