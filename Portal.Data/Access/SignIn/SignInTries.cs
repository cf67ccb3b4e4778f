namespace Portal.Data.Access.SignIn;

/// <summary>How often signing in under a name has failed in a row, and until when it is locked.</summary>
public sealed record SignInTries
{
    public static SignInTries None { get; } = new();

    public int Failures { get; init; }

    public DateTime? LockedUntilUtc { get; init; }
}
