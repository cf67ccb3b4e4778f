namespace Portal.Data.Access.SignIn;

/// <summary>Why a new password is refused; the name of a sentence on the screen.</summary>
public enum PasswordFault
{
    TooShort,
    TooLong,
    IsName,
    IsCommonplace,
}

/// <summary>
/// What a new password must be: long, not the name, not what everybody tries first. Kinds of characters and an
/// expiry are not asked for, because they lead to passwords on notes.
/// </summary>
public static class PasswordRules
{
    public const int LeastCharacters = 10;
    public const int MostCharacters = 200;

    // Tried first by those who guess; compared without regard to case. Shorter ones are refused for their length.
    private static readonly HashSet<string> s_commonplace = new(StringComparer.OrdinalIgnoreCase)
    {
        "1234567890", "0123456789", "9876543210", "0987654321", "12345678910", "123456789a", "a123456789", "1234567891",
        "123456789q", "q123456789", "123123123123", "123321123321", "1q2w3e4r5t", "1qaz2wsx3edc", "1qaz@wsx3edc", "qwertyuiop",
        "qwerty12345", "qwerty123456", "qwertyuiop123", "asdfghjkl123", "zxcvbnm123", "abcdefghij", "abc123456789",
        "abcd123456", "abcd1234567", "password12", "password123", "password1234", "password@123", "p@ssw0rd123", "passw0rd123",
        "administrator", "admin12345", "admin123456", "admin@12345", "welcome123", "letmein123", "changeme123", "iloveyou123",
        "woaini1314", "woaini5201314", "5201314520", "5201314521", "aa12345678", "aa123456789", "asd123456789", "qq123456789",
        "wang123456", "zhang123456", "regulator1", "regulator123", "inspector1", "inspector123", "enterprise1", "enterprise123",
        "regulatorportal",
    };

    /// <returns>What is wrong with the password for the account of this name; null when nothing is.</returns>
    public static PasswordFault? Check(string name, string password) => password switch
    {
        { Length: < LeastCharacters } => PasswordFault.TooShort,
        { Length: > MostCharacters } => PasswordFault.TooLong,
        _ when IsName(name, password) => PasswordFault.IsName,
        _ when s_commonplace.Contains(password.Trim()) || password.Distinct().Count() < 4 => PasswordFault.IsCommonplace,
        _ => null,
    };

    // The name, backwards too, and the name with digits or signs around it.
    private static bool IsName(string name, string password) =>
        Letters(name) is { Length: > 0 } own
            ? Letters(password) is var letters && (letters == own || letters == own + own || letters == new string([.. own.Reverse()]))
            : name.Length >= 4 && password.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter)).ToUpperInvariant();
}
