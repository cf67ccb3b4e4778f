namespace Portal.Data.Access;

/// <summary>
/// Who is asking. Passed as an argument to whatever reads or writes, because a circuit has no ambient request.
/// An enterprise sees itself; everybody else sees a jurisdiction with its descendants; an empty scope sees nothing.
/// </summary>
/// <param name="Scope">A jurisdiction code, an enterprise code for enterprise roles, or <see cref="Everywhere"/>.</param>
public sealed record Actor(string Name, string DisplayName, Role Role, string Scope)
{
    /// <summary>The scope that holds every jurisdiction; only for administrators and auditors.</summary>
    public const string Everywhere = "*";

    /// <summary>Somebody who is not signed in: sees nothing, may do nothing.</summary>
    public static Actor Nobody { get; } = new("", "", Role.Public, "");

    /// <summary>Whoever runs a verb on the server's own command line.</summary>
    public static Actor CommandLine { get; } = new("command-line", "Command line", Role.Administrator, Everywhere);

    /// <summary>The portal itself, for what it does on schedule.</summary>
    public static Actor Portal { get; } = new("portal", "Portal", Role.Administrator, Everywhere);

    /// <summary>The account; 0 for nobody, the command line and the portal itself.</summary>
    public long UserId { get; init; }

    /// <summary>The session under which this is asked; null outside one.</summary>
    public string? SessionId { get; init; }

    /// <summary>The network address the session began from; null outside one.</summary>
    public string? Address { get; init; }

    public bool IsEnterprise => Role is Role.EnterprisePrincipal or Role.EnterpriseHandler;

    public bool IsRegulator => Role is Role.RegulatorLeader or Role.RegulatorOfficer;

    public bool IsInspector => Role is Role.Inspector;

    public bool IsEverywhere => Scope == Everywhere && (Role is Role.Administrator or Role.Auditor);

    /// <summary>The one enterprise this actor speaks for; null for everybody who works for an authority.</summary>
    public string? EnterpriseCode => IsEnterprise ? Scope : null;

    /// <summary>The jurisdiction this actor answers for; null for an enterprise and for somebody who sees everywhere.</summary>
    public string? JurisdictionCode => IsEnterprise || IsEverywhere ? null : Scope;

    public bool May(Operation operation) => Permissions.Allows(Role, operation);

    /// <summary>May file a ledger of this enterprise: the enterprise itself, nobody on its behalf.</summary>
    public bool MayFileFor(string enterpriseCode) => May(Operation.FileLedger) && Scope.Length > 0 && Scope == enterpriseCode;

    /// <param name="enterpriseCode">The enterprise to be seen.</param>
    /// <param name="jurisdictions">Codes of the jurisdiction it lies in and of all above, in any order.</param>
    public bool MaySee(string enterpriseCode, IEnumerable<string> jurisdictions) =>
        Scope.Length > 0 && (IsEverywhere || (IsEnterprise ? Scope == enterpriseCode : jurisdictions.Contains(Scope)));
}
