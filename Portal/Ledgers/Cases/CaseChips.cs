using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Registry;
using Portal.Shell;
using Portal.TimeLimits;

namespace Portal.Ledgers.Cases;

/// <param name="Href">The same page without this filter.</param>
public sealed record CaseChip(string Text, string Href);

/// <summary>Says which filters are on, one chip each, with the address that takes it off.</summary>
public sealed class CaseChips(CaseTexts cases, LimitTexts limits, IStringLocalizer<CasesPage> page)
{
    public IReadOnlyList<CaseChip> Of(CaseQuery query, CaseFilter filter, IReadOnlyList<Enterprise> enterprises, NavigationManager navigation)
    {
        var chips = new List<CaseChip>();
        void Add(string key, string? value, params string[] also)
        {
            if (value is not null)
            {
                var removed = also.Append(key).ToDictionary(name => name, _ => (object?)null);
                chips.Add(new(key is "q" or "filing" ? value : $"{cases.Filter(key)}: {value}", navigation.GetUriWithQueryParameters(removed)));
            }
        }

        Add("q", query.Text is null ? null : filter.CaseNo is null ? page["ContentHolds", query.Text].Value : page["NumberBegins", query.Text].Value);
        Add("e", query.Enterprise is { } code ? NameOf(enterprises.FirstOrDefault(enterprise => enterprise.Code == code)) ?? code : null);
        Add("class", Word(query.RequestClass));
        Add("classes", query.RequestClasses.Count == 0 ? null : string.Join(" / ", query.RequestClasses.Select(one => cases.Of(one))));
        Add("sized", query.HasHouseholds ? cases.Of(true) : null);
        Add("missed", query.MissedRule is { } missed ? $"{limits.Topic(missed)} ({missed})" : null);
        Add("community", query.Community);
        Add("cause", Filled(query.Responsibility));
        Add("subtype", Filled(query.SubType));
        Add("type", Word(query.ComplaintType));
        Add("channel", Word(query.Channel));
        Add("urgency", Word(query.Urgency));
        Add("grade", Word(query.Grade));
        Add("grades", query.Grades.Count == 0 ? null : string.Join(" / ", query.Grades.Select(grade => cases.Of(grade))));
        Add("from", query.From is { } first ? first.ToString("yyyy-MM", CultureInfo.InvariantCulture) : null);
        Add("outcome", Word(query.Outcome));
        Add("rating", Word(query.Rating));
        Add("limit", query.Limit is { } limit ? $"{limits.Topic(limit.RuleId)} ({limit.RuleId}) {cases.Of(limit.Verdict)}" : null, "verdict");
        Add("feedback", Words(query.Feedback));
        Add("closing", Words(query.Closing));
        Add("complete", query.IsComplete is { } complete ? cases.Of(complete) : null);
        Add("handled", query.IsHandled is { } handled ? cases.Of(handled) : null);
        Add("reopened", query.IsReopened is { } reopened ? cases.Of(reopened) : null);
        Add("filing", query.FilingId is { } id ? page["Filing", id.ToString(CultureInfo.InvariantCulture)].Value : null);
        return chips;
    }

    /// <summary>What to say of values that ask for nothing there is.</summary>
    public IReadOnlyList<Misread?> MisreadOf(CaseQuery query, DateOnly? month) =>
    [
        .. query.Misread.Select(key => (Misread?)new Misread(cases.Filter(key), page[key is "sort" or "desc" ? "UsualOrder" : "Unfiltered"])),
        query.From > month ? new Misread(cases.Filter("from"), Show.Month(month)) : null,
    ];

    private string? Word<T>(T? code)
        where T : struct, Enum => code is { } known ? cases.Of(known) : null;

    private string? Filled(string? word) => word is "" ? page["NotFilledIn"].Value : word;

    private string? Words(IReadOnlyList<DueState> states) =>
        states.Count == 0 ? null : string.Join(" / ", states.Select(state => cases.Of(state)));

    private static string? NameOf(Enterprise? enterprise) =>
        CultureInfo.CurrentUICulture.Name == "en" ? enterprise?.NameEn : enterprise?.Name;
}
