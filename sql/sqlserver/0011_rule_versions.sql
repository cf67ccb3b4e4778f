-- Which rules hold when, as decided and never rewritten: heating seasons, overrides, versions written here; and what judging again did.
-- The latest entry of a jurisdiction and season holds; without days it takes the earlier ones back.
CREATE TABLE HeatingSeason (
    Id                   BIGINT         NOT NULL IDENTITY CONSTRAINT PK_HeatingSeason PRIMARY KEY,
    JurisdictionCode     NVARCHAR(12)   NOT NULL CONSTRAINT FK_HeatingSeason_Jurisdiction REFERENCES Jurisdiction (Code),
    StartYear            INT            NOT NULL,
    FromDay              DATE           NULL,
    ToDay                DATE           NULL,
    SetBy                NVARCHAR(100)  NOT NULL,
    SetAtUtc             DATETIME2(0)   NOT NULL
);

CREATE INDEX IX_HeatingSeason_JurisdictionCode ON HeatingSeason (JurisdictionCode, StartYear);

-- Change holds what the jurisdiction put in the place of the rule's own, in the form of docs/time-limits.md.
CREATE TABLE RuleOverride (
    Id                   BIGINT         NOT NULL IDENTITY CONSTRAINT PK_RuleOverride PRIMARY KEY,
    JurisdictionCode     NVARCHAR(12)   NOT NULL CONSTRAINT FK_RuleOverride_Jurisdiction REFERENCES Jurisdiction (Code),
    SetCode              NVARCHAR(40)   NOT NULL,
    RuleId               NVARCHAR(40)   NOT NULL,
    EffectiveFrom        DATE           NOT NULL,
    EffectiveTo          DATE           NULL,
    Change               NVARCHAR(2000) NOT NULL,
    Reason               NVARCHAR(400)  NOT NULL,
    DecidedBy            NVARCHAR(100)  NOT NULL,
    DecidedAtUtc         DATETIME2(0)   NOT NULL
);

CREATE INDEX IX_RuleOverride_JurisdictionCode ON RuleOverride (JurisdictionCode);

CREATE TABLE RuleOverrideEnd (
    OverrideId           BIGINT         NOT NULL CONSTRAINT PK_RuleOverrideEnd PRIMARY KEY CONSTRAINT FK_RuleOverrideEnd_RuleOverride REFERENCES RuleOverride (Id),
    LastDay              DATE           NOT NULL,
    Reason               NVARCHAR(400)  NOT NULL,
    EndedBy              NVARCHAR(100)  NOT NULL,
    EndedAtUtc           DATETIME2(0)   NOT NULL
);

-- Versions of rule sets written in the portal. Revision counts the changes of a draft: two editors of one notice each other.
CREATE TABLE RuleSetVersion (
    Id                   BIGINT         NOT NULL IDENTITY CONSTRAINT PK_RuleSetVersion PRIMARY KEY,
    JurisdictionCode     NVARCHAR(12)   NOT NULL CONSTRAINT FK_RuleSetVersion_Jurisdiction REFERENCES Jurisdiction (Code),
    SetCode              NVARCHAR(40)   NOT NULL,
    Version              INT            NOT NULL,
    BasedOn              NVARCHAR(60)   NULL,
    State                INT            NOT NULL,
    Revision             INT            NOT NULL,
    Json                 NVARCHAR(MAX)  NOT NULL,
    EffectiveFrom        DATE           NULL,
    PublishedAtUtc       DATETIME2(0)   NULL
);

CREATE UNIQUE INDEX IX_RuleSetVersion_SetCode ON RuleSetVersion (SetCode, Version);

-- What happened to a version and by whom: who has written in it never approves it.
CREATE TABLE RuleSetVersionStep (
    Id                   BIGINT         NOT NULL IDENTITY CONSTRAINT PK_RuleSetVersionStep PRIMARY KEY,
    VersionId            BIGINT         NOT NULL CONSTRAINT FK_RuleSetVersionStep_RuleSetVersion REFERENCES RuleSetVersion (Id),
    Step                 INT            NOT NULL,
    ByName               NVARCHAR(100)  NOT NULL,
    AtUtc                DATETIME2(0)   NOT NULL,
    Note                 NVARCHAR(400)  NULL
);

CREATE INDEX IX_RuleSetVersionStep_VersionId ON RuleSetVersionStep (VersionId);

CREATE TABLE Rejudging (
    Id                   BIGINT         NOT NULL IDENTITY CONSTRAINT PK_Rejudging PRIMARY KEY,
    JurisdictionCode     NVARCHAR(12)   NOT NULL CONSTRAINT FK_Rejudging_Jurisdiction REFERENCES Jurisdiction (Code),
    FromMonth            NVARCHAR(7)    NOT NULL,
    ToMonth              NVARCHAR(7)    NOT NULL,
    RulesAsOfUtc         DATETIME2(0)   NOT NULL,
    JudgedAt             DATETIME2(0)   NOT NULL,
    Reason               NVARCHAR(400)  NOT NULL,
    StartedBy            NVARCHAR(100)  NOT NULL,
    StartedAtUtc         DATETIME2(0)   NOT NULL,
    FinishedAtUtc        DATETIME2(0)   NULL
);

-- One month of one enterprise, judged again in one transaction; without DoneAtUtc it is still to do.
CREATE TABLE RejudgingPart (
    RejudgingId          BIGINT         NOT NULL CONSTRAINT FK_RejudgingPart_Rejudging REFERENCES Rejudging (Id),
    Month                NVARCHAR(7)    NOT NULL,
    EnterpriseCode       NVARCHAR(18)   NOT NULL,
    RowsJudged           INT            NOT NULL,
    RowsChanged          INT            NOT NULL,
    DoneAtUtc            DATETIME2(0)   NULL,
    CONSTRAINT PK_RejudgingPart PRIMARY KEY (RejudgingId, Month, EnterpriseCode)
);

-- Verdicts of the rows that count, before and after; a rule that was not there before or is not there after has zeros.
CREATE TABLE RejudgingCount (
    RejudgingId          BIGINT         NOT NULL CONSTRAINT FK_RejudgingCount_Rejudging REFERENCES Rejudging (Id),
    Month                NVARCHAR(7)    NOT NULL,
    EnterpriseCode       NVARCHAR(18)   NOT NULL,
    RuleId               NVARCHAR(40)   NOT NULL,
    MetBefore            INT            NOT NULL,
    LateBefore           INT            NOT NULL,
    OpenInTimeBefore     INT            NOT NULL,
    OpenOverdueBefore    INT            NOT NULL,
    NotApplicableBefore  INT            NOT NULL,
    UndeterminableBefore INT            NOT NULL,
    MetAfter             INT            NOT NULL,
    LateAfter            INT            NOT NULL,
    OpenInTimeAfter      INT            NOT NULL,
    OpenOverdueAfter     INT            NOT NULL,
    NotApplicableAfter   INT            NOT NULL,
    UndeterminableAfter  INT            NOT NULL,
    CONSTRAINT PK_RejudgingCount PRIMARY KEY (RejudgingId, Month, EnterpriseCode, RuleId)
);

-- Null: judged by the rules known when the filing was received. Set by judging again, and by nothing else.
ALTER TABLE LedgerRow ADD RulesAsOfUtc DATETIME2(0) NULL;
