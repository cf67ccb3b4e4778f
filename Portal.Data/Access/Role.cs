namespace Portal.Data.Access;

/// <summary>
/// What an account is there for (S0-08…12, S0-58, S4-03). Stored and carried by name. What each role may do is said
/// in one place: <see cref="Permissions"/>.
/// </summary>
public enum Role
{
    /// <summary>系统管理员: accounts, sessions, sign-in and audit. Reads no ledger.</summary>
    Administrator,

    /// <summary>监管领导 (S0-08).</summary>
    RegulatorLeader,

    /// <summary>监管经办 (S0-09, S0-58).</summary>
    RegulatorOfficer,

    /// <summary>检查员.</summary>
    Inspector,

    /// <summary>企业主要负责人: signs filings (S0-10).</summary>
    EnterprisePrincipal,

    /// <summary>企业经办 (S0-12).</summary>
    EnterpriseHandler,

    /// <summary>审计员: reads everything in scope and changes nothing.</summary>
    Auditor,

    /// <summary>Somebody who is not signed in. No account holds it.</summary>
    Public,
}
