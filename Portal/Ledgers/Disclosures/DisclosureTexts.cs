using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers.Disclosures;

namespace Portal.Ledgers.Disclosures;

/// <summary>The words for fields, purposes and kinds of disclosure, the same on every page and in exports.</summary>
public sealed class DisclosureTexts(IStringLocalizer<DisclosureTexts> text)
{
    public string Of(RevealPurpose purpose) => text["Purpose_" + purpose];

    public string Of(DisclosureKind kind) => text["Kind_" + kind];

    public string Of(PersonalField field) => text["Field_" + field];

    /// <summary>What became known: the field, or how much of what.</summary>
    public string What(Disclosure disclosure) => disclosure.Field is { } field
        ? Of(field)
        : text["Complainants", disclosure.Complainants];

    /// <summary>Purpose and words together; a dash when nothing was said.</summary>
    public string Why(Disclosure disclosure) => (disclosure.Purpose, disclosure.Note) switch
    {
        ({ } purpose, { } note) => $"{Of(purpose)} · {note}",
        ({ } purpose, null) => Of(purpose),
        (null, { } note) => note,
        _ => Shell.Show.Missing,
    };
}
