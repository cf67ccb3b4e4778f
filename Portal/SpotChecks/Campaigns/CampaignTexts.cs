using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.TimeLimits;
using Portal.Ledgers.Cases;

namespace Portal.SpotChecks.Campaigns;

/// <summary>The words of campaigns in the reader's language.</summary>
public sealed class CampaignTexts(IStringLocalizer<CampaignTexts> text, CaseTexts cases)
{
    public string Of<T>(T code)
        where T : struct, Enum => text[typeof(T).Name + "_" + code];

    public string Fault(CampaignFault fault) => text["Fault_" + fault];

    /// <summary>A stratum as a reader knows it.</summary>
    /// <param name="nameOf">Gives an enterprise's name by its code.</param>
    public string Stratum(string stratum, Func<string, string> nameOf) => stratum == Strata.All
        ? text["Stratum_all"]
        : string.Join(" · ", stratum.Split(' ').Select(part => Part(part.Split('=', 2), nameOf)));

    private string Part(string[] part, Func<string, string> nameOf) => part switch
    {
        ["enterprise", var code] => nameOf(code),
        ["type", var number] => cases.Of((ComplaintType)Number(number)),
        ["channel", var number] => cases.Of((Channel)Number(number)),
        [var name, var value] => text[$"Stratum_{name}_{value}"],
        _ => part[0],
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
