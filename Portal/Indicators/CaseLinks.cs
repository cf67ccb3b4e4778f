using Microsoft.AspNetCore.WebUtilities;
using Portal.Data.Indicators;
using Portal.Data.Ledgers;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Ledgers.Cases;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>
/// Addresses of the cases, or spot checks, behind figures (design §7): each opens what is counted above the line. The names of
/// the filters are those of the case explorer.
/// </summary>
/// <param name="Month">First day of the month, or of the last of several; null for all months.</param>
/// <param name="From">First day of the first of several months.</param>
public sealed record CaseLinks(DateOnly? Month, string? JurisdictionCode = null, Sector? Sector = null, string? EnterpriseCode = null, DateOnly? From = null)
{
    public string All => To();

    /// <summary>The cases above the line of an indicator; null where no filter tells them.</summary>
    public string? Of(Indicator indicator) => indicator.Id switch
    {
        _ when indicator == IndicatorRegistry.ComplaintTotal => All,
        _ when indicator == IndicatorRegistry.FeedbackRate => To(("feedback", $"{DueState.InTime},{DueState.Late}")),
        _ when indicator == IndicatorRegistry.OnTimeFeedbackRate => To(("feedback", nameof(DueState.InTime))),
        _ when indicator == IndicatorRegistry.ClosingRate => To(("closing", $"{DueState.InTime},{DueState.Late}"), ("reopened", "false")),
        _ when indicator == IndicatorRegistry.SatisfactionRate => To(("rating", "Satisfied")),
        _ when indicator == IndicatorRegistry.LedgerCompletenessRate => To(("complete", "true")),
        _ when indicator == IndicatorRegistry.ComplaintsPer10kHouseholds => To(("classes", string.Join(',', IndicatorRegistry.CountedClasses)), ("sized", "true")),
        _ when indicator.Unit is IndicatorUnit.Days => To(("handled", "true")),
        _ when indicator == IndicatorRegistry.SpotCheckAgreementRate || indicator == IndicatorRegistry.ConnectionRate => At(Checks.CheckedPage.Path),
        _ => null,
    };

    public string Of(string ruleId, Verdict verdict) => To(("limit", ruleId), ("verdict", verdict.ToString()));

    /// <summary>Cases still open although their limit has passed.</summary>
    public string Overdue => To(("closing", nameof(DueState.Overdue)));

    /// <summary>Cases that did not keep a limit: late, or still open after it.</summary>
    public string Missed(string ruleId) => To(("missed", ruleId));

    public string OfCommunity(string community) => To(("community", community));

    /// <param name="responsibility">责任归属; empty where it is not filled in.</param>
    public string OfResponsibility(string responsibility) => To(("cause", Filled(responsibility)));

    /// <param name="subType">二级类型; empty where it is not filled in.</param>
    public string OfSubType(string subType) => To(("subtype", Filled(subType)));

    public string Of(ComplaintType type) => To(("type", type.ToString()));

    public string Of(Channel channel) => To(("channel", channel.ToString()));

    public string Of(RequestClass requestClass) => To(("class", requestClass.ToString()));

    private static string Filled(string word) => word.Length == 0 ? CaseQuery.NotFilledIn : word;

    private string To(params ReadOnlySpan<(string Name, string Value)> filters) => At("/cases", filters);

    private string At(string path, params ReadOnlySpan<(string Name, string Value)> filters)
    {
        var query = new List<KeyValuePair<string, string?>>
        {
            new(ScopeAddress.Jurisdiction, JurisdictionCode),
            new(ScopeAddress.Sector, Sector?.ToString()),
            new(ScopeAddress.Period, Month is null ? null : Show.Month(Month)),
            new("from", From is null || From == Month ? null : Show.Month(From)),
            new("e", EnterpriseCode),
        };
        foreach (var (name, value) in filters)
        {
            query.Add(new(name, value));
        }

        return QueryHelpers.AddQueryString(path, query.Where(pair => pair.Value is not null));
    }
}
