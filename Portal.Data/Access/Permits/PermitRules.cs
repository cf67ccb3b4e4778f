using System.Globalization;

namespace Portal.Data.Access.Permits;

/// <summary>What is wrong with a permit about to be granted.</summary>
public enum PermitFault
{
    None,

    /// <summary>Nobody permits himself.</summary>
    OwnPermit,

    /// <summary>The user's roles do not allow taking personal data, or the user is not of this authority.</summary>
    UserNotAllowed,

    /// <summary>The scope lies outside the grantor's own, or does not exist.</summary>
    OutOfScope,

    /// <summary>The months are none, or the last comes before the first.</summary>
    Months,

    /// <summary>A purpose of a few words at least.</summary>
    Purpose,

    /// <summary>The last day lies in the past, or too far ahead.</summary>
    ValidUntil,
}

/// <summary>When a permit to take personal data away may be given (S2-42). Pure.</summary>
public static class PermitRules
{
    /// <summary>Longest time a permit can hold; a local default.</summary>
    public const int MostDays = 180;

    public const int ShortestPurpose = 4;
    public const int LongestPurpose = 200;

    /// <summary>What can be told from the permit itself; scope and user are asked of the registry.</summary>
    public static PermitFault Check(PersonalDataPermit permit, long grantorId, DateOnly today)
    {
        if (permit.UserId == grantorId)
        {
            return PermitFault.OwnPermit;
        }

        if (!IsMonth(permit.FromMonth) || !IsMonth(permit.ToMonth) || string.CompareOrdinal(permit.FromMonth, permit.ToMonth) > 0)
        {
            return PermitFault.Months;
        }

        if (permit.Purpose.Trim().Length is < ShortestPurpose or > LongestPurpose)
        {
            return PermitFault.Purpose;
        }

        return permit.ValidUntil < today || permit.ValidUntil > today.AddDays(MostDays) ? PermitFault.ValidUntil : PermitFault.None;
    }

    public static bool IsValid(PersonalDataPermit permit, DateOnly today) => permit.EndedAtUtc is null && today <= permit.ValidUntil;

    private static bool IsMonth(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
