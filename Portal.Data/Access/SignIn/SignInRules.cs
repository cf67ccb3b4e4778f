namespace Portal.Data.Access.SignIn;

/// <summary>What a local account still has to do before its session begins.</summary>
public enum SignInStep
{
    /// <summary>Show the second factor it has set up.</summary>
    ShowCode,

    /// <summary>Replace a password that somebody else set.</summary>
    ChangePassword,

    /// <summary>Set up the second factor its role requires.</summary>
    SetUpCode,

    Done,
}

/// <summary>The order of steps after the password.</summary>
public static class SignInRules
{
    /// <param name="account">Its password was right.</param>
    /// <param name="requiring">Roles that need a second factor; holding one of them is enough.</param>
    public static SignInStep Next(UserAccount account, bool hasShownCode, IEnumerable<Role> held, IReadOnlySet<Role> requiring) => account switch
    {
        { HasSecondFactor: true } when !hasShownCode => SignInStep.ShowCode,
        { MustChangePassword: true } => SignInStep.ChangePassword,
        { HasSecondFactor: false } when held.Any(requiring.Contains) => SignInStep.SetUpCode,
        _ => SignInStep.Done,
    };
}
