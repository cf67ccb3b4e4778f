using Portal.Data.Registry;

namespace Portal.Data.Access;

/// <summary>Why a role cannot be held over a scope.</summary>
public enum GrantFault
{
    /// <summary>Nobody holds this role: it is what visitors have.</summary>
    NotARole,

    /// <summary>The role speaks for an enterprise, and no enterprise has this code.</summary>
    NoEnterprise,

    /// <summary>The role answers for a jurisdiction, and none has this code.</summary>
    NoJurisdiction,

    /// <summary>Only administrators and auditors may be everywhere.</summary>
    NotEverywhere,
}

/// <summary>Answers whether a role fits a scope, from the registry as it is now.</summary>
public sealed class GrantCheck(EnterpriseStore enterprises, JurisdictionStore jurisdictions)
{
    /// <returns>Null when it fits.</returns>
    public async Task<GrantFault?> FaultOfAsync(Role role, string scope, CancellationToken cancellation)
    {
        if (role is Role.Public || !Enum.IsDefined(role))
        {
            return GrantFault.NotARole;
        }

        if (scope == Actor.Everywhere)
        {
            return role is Role.Administrator or Role.Auditor ? null : GrantFault.NotEverywhere;
        }

        if (role is Role.EnterprisePrincipal or Role.EnterpriseHandler)
        {
            return await enterprises.ReadByCodeAsync(scope, cancellation) is null ? GrantFault.NoEnterprise : null;
        }

        return (await jurisdictions.ReadChainAsync(scope, cancellation)).Count == 0 ? GrantFault.NoJurisdiction : null;
    }
}
