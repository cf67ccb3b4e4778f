using Portal.Data.Access;

namespace Portal.Access;

/// <summary>The accounts of the demonstration data. Their password is public: never in a database with real ledgers.</summary>
public sealed class DemoUsers(Passwords passwords)
{
    public const string Password = "Demo-2026";
    public const string Administrator = "administrator";
    public const string Leader = "leader";
    public const string Regulator = "regulator";
    public const string Inspector = "inspector";
    public const string Auditor = "auditor";
    public const string Principal = "principal";
    public const string Enterprise = "enterprise";

    /// <summary>Name, display name and role, in the order in which the sign-in page offers them.</summary>
    public static IReadOnlyList<(string Name, string DisplayName, Role Role)> All { get; } =
    [
        (Regulator, "监管员 Regulator", Role.RegulatorOfficer),
        (Leader, "监管领导 Leader", Role.RegulatorLeader),
        (Inspector, "检查员 Inspector", Role.Inspector),
        (Enterprise, "企业经办 Enterprise", Role.EnterpriseHandler),
        (Principal, "企业负责人 Principal", Role.EnterprisePrincipal),
        (Auditor, "审计员 Auditor", Role.Auditor),
        (Administrator, "管理员 Administrator", Role.Administrator),
    ];

    /// <param name="jurisdictionCode">What those of the authority see, with its descendants.</param>
    /// <param name="enterpriseCode">Who those of the enterprise speak for.</param>
    public async Task SeedAsync(string jurisdictionCode, string enterpriseCode, CancellationToken cancellation)
    {
        foreach (var (name, displayName, role) in All)
        {
            var scope = role is Role.EnterpriseHandler or Role.EnterprisePrincipal ? enterpriseCode : jurisdictionCode;
            await passwords.SetAsync(name, displayName, role, scope, Password, cancellation);
        }
    }
}
