namespace Portal.Access.SignIn;

/// <summary>Why a sign-in led nowhere; the name of a sentence on the refusal page and part of its address.</summary>
public enum SignInProblem
{
    /// <summary>The account is good, but holds no role.</summary>
    NoRole,

    /// <summary>The sign-in took too long or was begun in another window.</summary>
    Expired,

    /// <summary>The OpenID provider does not answer, or not sensibly.</summary>
    ProviderDown,

    /// <summary>What the provider sent could not be trusted.</summary>
    ProviderRefused,

    /// <summary>The user said no at the provider.</summary>
    Cancelled,

    /// <summary>The provider knows the person, the portal does not.</summary>
    NoAccount,

    /// <summary>The account is disabled.</summary>
    Disabled,
}

public static class SignInProblems
{
    public const string Address = "/sign-in/refused";

    public static string AddressOf(SignInProblem problem) => $"{Address}?why={problem}";
}
