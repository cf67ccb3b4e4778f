namespace Portal.Data.Access;

/// <summary>What an account may do (S0-04…06, S0-48, S4-04). Stored and carried in the cookie by name.</summary>
public enum Role
{
    Administrator,
    RegulatorLeader,
    RegulatorOfficer,
    Inspector,
    EnterprisePrincipal,
    EnterpriseHandler,
    Auditor,
}
