using System.Text.RegularExpressions;

namespace Portal.Data.Access;

/// <summary>Finds personal data in free text, where no column says that they are there. Pure.</summary>
public static partial class PersonalText
{
    private const string Mark = "***";

    /// <summary>The text without numbers that look like a telephone or an identity card.</summary>
    public static string Mask(string text) => Number().Replace(text, Mark);

    /// <summary>The text also without this person's own name, telephone and address.</summary>
    public static string Mask(string text, Complainant person)
    {
        // A single character or a word of two letters would take the text apart.
        text = person.Address.Length >= 4 ? text.Replace(person.Address, Mark, StringComparison.Ordinal) : text;
        text = person.Name.Length >= 2 ? text.Replace(person.Name, Mark, StringComparison.Ordinal) : text;
        text = person.Phone.Length >= 5 ? text.Replace(person.Phone, Mark, StringComparison.Ordinal) : text;
        return Mask(text);
    }

    // Mobile numbers with or without spaces, landlines with their area code, identity card numbers.
    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}|\d{17}[0-9Xx])(?![0-9A-Za-z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
