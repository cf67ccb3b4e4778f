using System.Globalization;
using System.Security.Cryptography;
using Portal.Data.Access;

namespace Portal.Data.Ledgers.Retention;

/// <summary>How long complainants are kept, and what is left of them afterwards (S2-42). Pure.</summary>
public static class RetentionRules
{
    /// <summary>The latest ledger month whose complainants are not kept on that day, as <c>yyyy-MM</c>; a month is kept for the period after its end.</summary>
    public static string LastMonth(DateOnly today, int monthsKept) =>
        today.AddMonths(-monthsKept - 1).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>
    /// What stands for a hash afterwards: the same where the hashes were the same within the pass, and without the key
    /// of the pass no way leads back, whoever holds the key ring.
    /// </summary>
    public static byte[] Blind(byte[] hash, byte[] passKey) => HMACSHA256.HashData(passKey, hash)[..hash.Length];

    /// <summary>What is left of a row: everything that figures and limits are made of, and nothing of the person.</summary>
    internal static PersonalRow Anonymise(PersonalRow row, Complainant person, byte[] passKey) => row with
    {
        Complainant = PersonalData.AnonymisedBlob,
        PhoneHash = Blind(row.PhoneHash, passKey),
        AddressHash = Blind(row.AddressHash, passKey),
        Content = PersonalText.Mask(row.Content, person),
        SubType = Mask(row.SubType, person),
        Community = Mask(row.Community, person),
        Department = Mask(row.Department, person),
        Staff = Mask(row.Staff, person),
        Resolution = Mask(row.Resolution, person),
        Responsibility = Mask(row.Responsibility, person),
        ExtensionReason = Mask(row.ExtensionReason, person),
        Evidence = Mask(row.Evidence, person),
        ReturnReason = Mask(row.ReturnReason, person),
    };

    private static string? Mask(string? text, Complainant person) => text is null ? null : PersonalText.Mask(text, person);
}
