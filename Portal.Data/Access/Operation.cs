namespace Portal.Data.Access;

/// <summary>
/// What can be done in the portal. A page, an endpoint and a button name the operation they need; who may do it is
/// said in <see cref="Permissions"/>, on what is said by the scope.
/// </summary>
public enum Operation
{
    /// <summary>Own password, second factor, sessions and roles.</summary>
    ManageOwnAccount,

    /// <summary>The desk of an authority.</summary>
    ReadDesk,

    /// <summary>The home page of an enterprise.</summary>
    ReadHome,

    /// <summary>What each indicator means.</summary>
    ReadIndicators,

    /// <summary>The summary report as a workbook.</summary>
    ExportSummary,

    ReadFilings,

    /// <summary>Filing a ledger and mapping its columns (S0-48).</summary>
    FileLedger,

    /// <summary>The filed original and what is made of it: contains complainants in clear.</summary>
    DownloadFiling,

    /// <summary>The rows of ledgers, complainants masked.</summary>
    ReadCases,

    /// <summary>The rows of ledgers as a workbook, complainants masked without a permit.</summary>
    ExportCases,

    /// <summary>One field of one complainant, for a purpose (S2-42).</summary>
    RevealPersonalData,

    /// <summary>Taking complainants away in clear, as far as a permit allows it.</summary>
    ExportPersonalData,

    /// <summary>Who has looked at which complainant.</summary>
    ReadDisclosures,

    /// <summary>Permits to export complainants in clear.</summary>
    ManagePermits,

    /// <summary>Who answers for which enterprise (S0-58).</summary>
    ReadSupervisors,

    /// <summary>Naming who answers for an enterprise or a case (S0-58).</summary>
    AssignSupervisor,

    /// <summary>Own interests, and stepping aside from an item (S2-43).</summary>
    DeclareInterests,

    /// <summary>Accounts, their roles and scopes.</summary>
    ManageUsers,

    /// <summary>Other users' sessions.</summary>
    ManageSessions,

    /// <summary>Audit log and sign-in log.</summary>
    ReadAudit,

    /// <summary>Checking the audit chain.</summary>
    VerifyAudit,

    /// <summary>Which limits hold where and why, calendars and heating seasons.</summary>
    ReadRules,

    /// <summary>Writing versions of rule sets, and trying them on filed rows.</summary>
    EditRules,

    /// <summary>Approving and publishing a version that somebody else has written.</summary>
    ApproveRules,

    /// <summary>Putting a rule set in force for a jurisdiction, and overriding single rules of it.</summary>
    AdoptRules,

    /// <summary>Judging filed rows again under today's rules.</summary>
    RejudgeCases,

    /// <summary>Heating seasons and, for whoever answers for a whole tree, working-day calendars.</summary>
    ManageCalendars,

    /// <summary>State of the OpenID provider.</summary>
    ReadProvider,

    /// <summary>Warnings, their evidence and the rules that raise them (S4-52).</summary>
    ReadWarnings,

    /// <summary>Acknowledging and settling warnings; an enterprise reports false alarms of its own.</summary>
    AnswerWarnings,

    /// <summary>Laying down other parameters of warning rules for a jurisdiction.</summary>
    ManageWarningRules,

    /// <summary>Spot-check campaigns, their frames and draws (S0-59).</summary>
    ReadCampaigns,

    /// <summary>Planning, freezing and drawing campaigns, and writing questionnaires.</summary>
    ManageCampaigns,

    /// <summary>Repeating a draw from its frame file; reads no database.</summary>
    VerifyDraws,

    /// <summary>Tasks of spot checks: an inspector the own ones, a bureau those of its scope (S0-59).</summary>
    ReadTasks,

    /// <summary>Sending in what a task has come to.</summary>
    AnswerTasks,

    /// <summary>Giving tasks to inspectors and closing the field work.</summary>
    AssignTasks,

    /// <summary>Photos and temperature sheets of tasks, which may show a home; an enterprise those released with a finding.</summary>
    ReadEvidence,

    /// <summary>Findings of spot checks (S4-34); an enterprise its own once it has been told.</summary>
    ReadFindings,

    /// <summary>Proposing a finding on what a task came to, and withdrawing it again.</summary>
    ProposeFindings,

    /// <summary>An enterprise's explanation within the time limit.</summary>
    ExplainFindings,

    /// <summary>Telling the enterprise, and confirming or dismissing what somebody else has proposed.</summary>
    ConfirmFindings,

    /// <summary>What confirmed findings count in a jurisdiction.</summary>
    SetFindingPoints,

    /// <summary>Publishing results that somebody else has submitted.</summary>
    PublishCampaign,
}
