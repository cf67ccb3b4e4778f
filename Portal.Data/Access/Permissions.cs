using static Portal.Data.Access.Role;

namespace Portal.Data.Access;

/// <summary>
/// The one table of who may do what (operation × role). An operation that is not listed is nobody's. On which
/// enterprises it may be done is a second question, answered by <see cref="EnterpriseScope"/> and <see cref="ScopeGate"/>.
/// </summary>
public static class Permissions
{
    private static readonly Role[] s_bureau = [RegulatorLeader, RegulatorOfficer];
    private static readonly Role[] s_authority = [.. s_bureau, Inspector, Auditor];
    private static readonly Role[] s_enterprise = [EnterprisePrincipal, EnterpriseHandler];
    private static readonly Role[] s_readers = [.. s_authority, .. s_enterprise];
    private static readonly Role[] s_everybody = [Administrator, .. s_readers];

    private static readonly Dictionary<Operation, Role[]> s_table = new()
    {
        [Operation.ManageOwnAccount] = s_everybody,
        [Operation.ReadDesk] = s_authority,
        [Operation.ReadHome] = s_enterprise,
        [Operation.ReadIndicators] = s_everybody,
        [Operation.ExportSummary] = s_readers,
        [Operation.ReadFilings] = s_readers,
        [Operation.FileLedger] = s_enterprise,
        [Operation.DownloadFiling] = [.. s_bureau, .. s_enterprise],
        [Operation.ReadCases] = s_readers,
        [Operation.ExportCases] = s_readers,
        [Operation.RevealPersonalData] = [.. s_bureau, Inspector, .. s_enterprise],
        [Operation.ExportPersonalData] = [.. s_bureau, Inspector],
        [Operation.ReadDisclosures] = [RegulatorLeader, Auditor, .. s_enterprise],
        [Operation.ManagePermits] = [RegulatorLeader],
        [Operation.ReadSupervisors] = s_readers,
        [Operation.AssignSupervisor] = s_bureau,
        [Operation.DeclareInterests] = [.. s_bureau, Inspector],
        [Operation.ManageUsers] = [Administrator],
        [Operation.ManageSessions] = [Administrator],
        [Operation.ReadAudit] = [Administrator, Auditor],
        [Operation.VerifyAudit] = [Administrator, Auditor],
        [Operation.ReadRules] = s_everybody,
        [Operation.EditRules] = s_bureau,
        [Operation.ApproveRules] = [RegulatorLeader],
        [Operation.AdoptRules] = [RegulatorLeader],
        [Operation.RejudgeCases] = [RegulatorLeader],
        [Operation.ManageCalendars] = s_bureau,
        [Operation.ReadProvider] = [Administrator],
        [Operation.ReadWarnings] = s_readers,
        [Operation.AnswerWarnings] = [.. s_bureau, .. s_enterprise],
        [Operation.ManageWarningRules] = [RegulatorLeader],
        [Operation.ReadCampaigns] = s_authority,
        [Operation.ManageCampaigns] = s_bureau,
        [Operation.VerifyDraws] = s_authority,
        [Operation.ReadTasks] = [.. s_bureau, Inspector],
        [Operation.AnswerTasks] = [.. s_bureau, Inspector],
        [Operation.AssignTasks] = s_bureau,
        [Operation.ReadEvidence] = [.. s_bureau, Inspector, .. s_enterprise],
        [Operation.ReadFindings] = s_readers,
        [Operation.ProposeFindings] = [.. s_bureau, Inspector],
        [Operation.ExplainFindings] = s_enterprise,
        [Operation.ConfirmFindings] = s_bureau,
        [Operation.SetFindingPoints] = [RegulatorLeader],
        [Operation.PublishCampaign] = [RegulatorLeader],
    };

    public static bool Allows(Role role, Operation operation) => s_table.TryGetValue(operation, out var roles) && roles.Contains(role);

    /// <summary>Empty for an operation nobody may do.</summary>
    public static IReadOnlyList<Role> RolesFor(Operation operation) => s_table.GetValueOrDefault(operation, []);
}
