using System.Globalization;

namespace Portal.Access.SignIn;

internal static class LockTimes
{
    /// <summary>The minute, in China Standard Time, from which on a locked name may be tried again: rounded up.</summary>
    public static string Show(DateTime untilUtc) => untilUtc.AddHours(8).AddSeconds(59).ToString("HH:mm", CultureInfo.InvariantCulture);
}
