using Portal.Data.Access;

namespace Portal.Access;

/// <summary>The accounts of the demonstration data. Their password is public: never in a database with real ledgers.</summary>
public sealed class DemoUsers(Passwords passwords)
{
    public const string Password = "Demo-2026";
    public const string Regulator = "regulator";
    public const string Inspector = "inspector";
    public const string Enterprise = "enterprise";

    /// <param name="jurisdictionCode">What the regulator and the inspector see, with its descendants.</param>
    /// <param name="enterpriseCode">Who the enterprise user speaks for.</param>
    public async Task SeedAsync(string jurisdictionCode, string enterpriseCode, CancellationToken cancellation)
    {
        await passwords.SetAsync(Regulator, "监管员 Regulator", Role.RegulatorOfficer, jurisdictionCode, Password, cancellation);
        await passwords.SetAsync(Inspector, "检查员 Inspector", Role.Inspector, jurisdictionCode, Password, cancellation);
        await passwords.SetAsync(Enterprise, "企业经办 Enterprise", Role.EnterpriseHandler, enterpriseCode, Password, cancellation);
    }
}
