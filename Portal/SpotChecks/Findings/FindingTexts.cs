using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Findings;
using Portal.Ledgers.Cases;
using Portal.Shell;

namespace Portal.SpotChecks.Findings;

/// <summary>Codes and values of findings in the reader's language.</summary>
public sealed class FindingTexts(IStringLocalizer<FindingWords> say, CaseTexts cases)
{
    public string Of<T>(T code)
        where T : struct, Enum => say[typeof(T).Name + "_" + code];

    /// <summary>One value of a fact, as claimed or as found.</summary>
    public string Value(Fact fact, string? value) => value switch
    {
        null => Show.Missing,
        _ when Enum.TryParse<CaseOutcome>(value, out var outcome) && fact is Fact.Solved => cases.Of(outcome),
        _ when fact is Fact.Satisfied && !char.IsDigit(value[0]) && Enum.TryParse<CaseRating>(value, out var rating) => cases.Of(rating),
        _ when fact is Fact.Satisfied => say["OfFive", value],
        _ when fact is Fact.Temperature => value + " ℃",
        "yes" or "no" or "unsure" or "partly" => say["Answer_" + value],
        _ => value.Replace('T', ' '),
    };

    public string Tolerance(ComparedFact fact) => fact.Tolerance switch
    {
        null => "",
        { } tenths when fact.Fact is Fact.Temperature => "± " + (tenths / 10m).ToString("0.0", CultureInfo.CurrentCulture) + " ℃",
        { } minutes => "± " + Show.Minutes(minutes),
    };

    /// <summary>Tenths as points.</summary>
    public static string Points(int? tenths) => tenths is { } known ? (known / 10m).ToString("0.0", CultureInfo.CurrentCulture) : Show.Missing;

    public static string Look(FindingState state) => state switch
    {
        FindingState.Confirmed => "tag-warn",
        FindingState.Dismissed or FindingState.Withdrawn => "",
        _ => "tag-current",
    };
}
