using Microsoft.Extensions.Localization;

namespace Portal.Ledgers.Cases;

/// <summary>The words of a ledger's lists in the reader's language; the Chinese ones are those of the template.</summary>
public sealed class CaseTexts(IStringLocalizer<CaseTexts> text)
{
    public string Of<T>(T code)
        where T : struct, Enum => text[typeof(T).Name + "_" + code];

    public string Of(bool answer) => answer ? text["Yes"] : text["No"];

    /// <summary>The name of a filter by its key in the address.</summary>
    public string Filter(string key) => text["Filter_" + key];
}
