namespace Portal.Data.Access;

/// <summary>
/// Who is asking. Passed as an argument to whatever reads or writes, because a circuit has no ambient request.
/// An enterprise sees itself; everybody else sees a jurisdiction with its descendants; an empty scope sees nothing.
/// </summary>
/// <param name="Scope">A jurisdiction code (GB/T 2260 style), or an enterprise code for enterprise roles.</param>
public sealed record Actor(string Name, string DisplayName, Role Role, string Scope)
{
    public bool IsEnterprise => Role is Role.EnterprisePrincipal or Role.EnterpriseHandler;

    public bool IsRegulator => Role is Role.RegulatorLeader or Role.RegulatorOfficer;

    public bool IsInspector => Role is Role.Inspector;

    /// <summary>May file ledgers: the enterprise itself, nobody on its behalf.</summary>
    public bool MayFile => IsEnterprise;

    /// <summary>The one enterprise this actor speaks for; null for everybody who works for an authority.</summary>
    public string? EnterpriseCode => IsEnterprise ? Scope : null;

    /// <summary>The jurisdiction this actor answers for; null for an enterprise.</summary>
    public string? JurisdictionCode => IsEnterprise ? null : Scope;

    public bool MaySee(string enterpriseCode, string jurisdictionCode) =>
        IsEnterprise ? Scope.Length > 0 && Scope == enterpriseCode : MaySeeJurisdiction(jurisdictionCode);

    public bool MaySeeJurisdiction(string code) => JurisdictionCode is { } own && AccessRules.Covers(own, code);
}
