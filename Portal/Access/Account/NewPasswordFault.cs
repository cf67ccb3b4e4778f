using Portal.Data.Access.SignIn;

namespace Portal.Access.Account;

/// <summary>Why the two entries of a new password are no good.</summary>
/// <param name="Key">Of the sentence that says so.</param>
/// <param name="Length">Characters typed.</param>
/// <param name="Bound">Characters needed, or possible.</param>
public sealed record NewPasswordFault(string Key, int Length = 0, int Bound = 0)
{
    public static NewPasswordFault? Of(string name, string? next, string? again) => PasswordRules.Check(name, next ?? "") switch
    {
        { } fault => new(
            fault.ToString(), next?.Length ?? 0, fault is PasswordFault.TooShort ? PasswordRules.LeastCharacters : PasswordRules.MostCharacters),
        null when next != again => new("Differs"),
        null => null,
    };
}
