namespace Portal.Data.Access.Audit;

/// <summary>What was done. Stored by name, so a name once used stays for ever.</summary>
public enum AuditAction
{
    SignInSucceeded,
    SignInFailed,
    SignedOut,

    /// <summary>Ended by somebody or something else than a sign-out: idle, expired, by an administrator, by the provider.</summary>
    SessionEnded,
    LockedOut,
    PasswordChanged,
    SecondFactorChanged,
    RecoveryCodeUsed,
    RoleSwitched,
    UserAdded,
    UserChanged,
    GrantAdded,
    GrantRemoved,
    ProviderLinked,

    /// <summary>One field of one complainant, for a stated purpose (S2-42).</summary>
    PersonalDataRevealed,
    PersonalDataExported,
    RevealRefused,
    PermitGranted,
    PermitEnded,
    InterestDeclared,
    InterestEnded,
    Recused,
    AssignmentRefused,
    SupervisorAssigned,
    SupervisorReleased,
    Anonymised,
    FilingReceived,
    FilingRejected,
    MappingReplaced,
    RuleSetAdopted,
    RuleOverridden,
    RuleOverrideEnded,
    RuleVersionCreated,
    RuleVersionEdited,
    RuleVersionMoved,
    RejudgingStarted,
    RejudgingFinished,
    HeatingSeasonSet,
    CalendarLoaded,
    RollupsRebuilt,
    Exported,
    FileDownloaded,
    DemoLoaded,
    AuditExported,
    AuditVerified,
    FirstAdministrator,

    /// <summary>A view of one's own was kept, renamed, deleted or made the start.</summary>
    SavedViewChanged,

    /// <summary>By an evaluation: raised, raised again or lapsed.</summary>
    WarningsRaised,
    WarningAnswered,
    WarningRuleChanged,
    QuestionnaireSaved,
    CampaignPlanned,
    CampaignChanged,
    FrameFrozen,

    /// <summary>Before the draw, in a step of its own.</summary>
    SeedRecorded,
    CampaignDrawn,
    CampaignCancelled,

    /// <summary>A campaign will be repeated.</summary>
    CampaignScheduled,
    CampaignScheduleEnded,

    /// <summary>All tasks of a campaign by the rule.</summary>
    TasksDealt,
    TaskAssigned,
    TaskAnswered,
    TaskCounted,
    EvidenceReceived,
    FieldWorkCompleted,

    /// <summary>The answers of a campaign beside its ledger rows, once more.</summary>
    FactsCompared,
    FindingProposed,

    /// <summary>Told, explained, confirmed, dismissed or withdrawn.</summary>
    FindingMoved,
    FindingPointsSet,
    ResultsSubmitted,

    /// <summary>Published, or sent back.</summary>
    ResultsDecided,

    /// <summary>
    /// Written by the log itself when the head it was to build on did not bear the portal's seal: what stands before
    /// is not vouched for. Never appended by anybody else.
    /// </summary>
    ChainBroken,
}
