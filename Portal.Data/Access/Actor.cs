namespace Portal.Data.Access;

/// <summary>
/// Who is asking. Passed as an argument to whatever reads or writes, because a circuit has no ambient request.
/// An enterprise sees itself; everybody else sees a jurisdiction with its descendants; an empty scope sees nothing.
/// </summary>
/// <param name="Scope">A jurisdiction code, or an enterprise code for enterprise roles.</param>
public sealed record Actor(string Name, string DisplayName, Role Role, string Scope)
{
    /// <summary>Somebody who is not signed in: sees nothing, may do nothing.</summary>
    public static Actor Nobody { get; } = new("", "", Role.EnterpriseHandler, "");

    public bool IsEnterprise => Role is Role.EnterprisePrincipal or Role.EnterpriseHandler;

    public bool IsRegulator => Role is Role.RegulatorLeader or Role.RegulatorOfficer;

    public bool IsInspector => Role is Role.Inspector;

    /// <summary>The one enterprise this actor speaks for; null for everybody who works for an authority.</summary>
    public string? EnterpriseCode => IsEnterprise ? Scope : null;

    /// <summary>The jurisdiction this actor answers for; null for an enterprise.</summary>
    public string? JurisdictionCode => IsEnterprise ? null : Scope;

    /// <summary>May file a ledger of this enterprise: the enterprise itself, nobody on its behalf.</summary>
    public bool MayFileFor(string enterpriseCode) => IsEnterprise && Scope.Length > 0 && Scope == enterpriseCode;

    /// <param name="enterpriseCode">The enterprise to be seen.</param>
    /// <param name="jurisdictions">Codes of the jurisdiction it lies in and of all above, in any order.</param>
    public bool MaySee(string enterpriseCode, IEnumerable<string> jurisdictions) =>
        Scope.Length > 0 && (IsEnterprise ? Scope == enterpriseCode : jurisdictions.Contains(Scope));
}
