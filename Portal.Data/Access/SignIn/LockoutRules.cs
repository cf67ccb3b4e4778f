namespace Portal.Data.Access.SignIn;

/// <summary>
/// Guessing gets slower: after five failures in a row a name is locked for a minute, then for 5, 15 and 60 with
/// every further failure. Names without an account are locked alike, so that a lock does not tell that one exists.
/// </summary>
public static class LockoutRules
{
    public const int FreeFailures = 4;

    private static readonly int[] s_minutes = [1, 5, 15, 60];

    /// <param name="failures">In a row, this one included.</param>
    /// <returns>Until when no try is answered; null when the next one may follow at once.</returns>
    public static DateTime? LockedUntilUtc(int failures, DateTime failedAtUtc) => failures <= FreeFailures
        ? null
        : failedAtUtc.AddMinutes(s_minutes[Math.Min(failures - FreeFailures, s_minutes.Length) - 1]);

    public static bool IsLocked(DateTime? lockedUntilUtc, DateTime nowUtc) => nowUtc < lockedUntilUtc;
}
