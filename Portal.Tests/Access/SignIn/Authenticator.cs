using Portal.Data.Access.SignIn;

namespace Portal.Tests.Access.SignIn;

/// <summary>An app on somebody's phone: knows the secret as it is shown and tells the code of the moment.</summary>
internal static class Authenticator
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string CodeOf(string secret, TimeProvider clock)
    {
        var bits = string.Concat(secret.Where(char.IsLetterOrDigit).Select(letter => Convert.ToString(Alphabet.IndexOf(letter), 2).PadLeft(5, '0')));
        var bytes = bits.Chunk(8).Where(part => part.Length == 8).Select(part => Convert.ToByte(new string(part), 2)).ToArray();
        return TotpRules.CodeOf(bytes, TotpRules.StepAt(clock.GetUtcNow().UtcDateTime));
    }
}
