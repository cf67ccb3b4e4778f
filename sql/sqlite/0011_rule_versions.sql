-- Which rules hold when, as decided and never rewritten: heating seasons, overrides, versions written here; and what judging again did.
-- The latest entry of a jurisdiction and season holds; without days it takes the earlier ones back.
CREATE TABLE HeatingSeason (
    Id               INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    StartYear        INTEGER NOT NULL,
    FromDay          TEXT    NULL,
    ToDay            TEXT    NULL,
    SetBy            TEXT    NOT NULL,
    SetAtUtc         TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_HeatingSeason_JurisdictionCode ON HeatingSeason (JurisdictionCode, StartYear);

-- Change holds what the jurisdiction put in the place of the rule's own, in the form of docs/time-limits.md.
CREATE TABLE RuleOverride (
    Id               INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    SetCode          TEXT    NOT NULL,
    RuleId           TEXT    NOT NULL,
    EffectiveFrom    TEXT    NOT NULL,
    EffectiveTo      TEXT    NULL,
    Change           TEXT    NOT NULL,
    Reason           TEXT    NOT NULL,
    DecidedBy        TEXT    NOT NULL,
    DecidedAtUtc     TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_RuleOverride_JurisdictionCode ON RuleOverride (JurisdictionCode);

CREATE TABLE RuleOverrideEnd (
    OverrideId INTEGER NOT NULL CONSTRAINT PK_RuleOverrideEnd PRIMARY KEY REFERENCES RuleOverride (Id),
    LastDay    TEXT    NOT NULL,
    Reason     TEXT    NOT NULL,
    EndedBy    TEXT    NOT NULL,
    EndedAtUtc TEXT    NOT NULL
) STRICT;

-- Versions of rule sets written in the portal. Revision counts the changes of a draft: two editors of one notice each other.
CREATE TABLE RuleSetVersion (
    Id               INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    SetCode          TEXT    NOT NULL,
    Version          INTEGER NOT NULL,
    BasedOn          TEXT    NULL,
    State            INTEGER NOT NULL,
    Revision         INTEGER NOT NULL,
    Json             TEXT    NOT NULL,
    EffectiveFrom    TEXT    NULL,
    PublishedAtUtc   TEXT    NULL
) STRICT;

CREATE UNIQUE INDEX IX_RuleSetVersion_SetCode ON RuleSetVersion (SetCode, Version);

-- What happened to a version and by whom: who has written in it never approves it.
CREATE TABLE RuleSetVersionStep (
    Id        INTEGER NOT NULL PRIMARY KEY,
    VersionId INTEGER NOT NULL REFERENCES RuleSetVersion (Id),
    Step      INTEGER NOT NULL,
    ByName    TEXT    NOT NULL,
    AtUtc     TEXT    NOT NULL,
    Note      TEXT    NULL
) STRICT;

CREATE INDEX IX_RuleSetVersionStep_VersionId ON RuleSetVersionStep (VersionId);

CREATE TABLE Rejudging (
    Id               INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    FromMonth        TEXT    NOT NULL,
    ToMonth          TEXT    NOT NULL,
    RulesAsOfUtc     TEXT    NOT NULL,
    JudgedAt         TEXT    NOT NULL,
    Reason           TEXT    NOT NULL,
    StartedBy        TEXT    NOT NULL,
    StartedAtUtc     TEXT    NOT NULL,
    FinishedAtUtc    TEXT    NULL
) STRICT;

-- One month of one enterprise, judged again in one transaction; without DoneAtUtc it is still to do.
CREATE TABLE RejudgingPart (
    RejudgingId    INTEGER NOT NULL REFERENCES Rejudging (Id),
    Month          TEXT    NOT NULL,
    EnterpriseCode TEXT    NOT NULL,
    RowsJudged     INTEGER NOT NULL,
    RowsChanged    INTEGER NOT NULL,
    DoneAtUtc      TEXT    NULL,
    CONSTRAINT PK_RejudgingPart PRIMARY KEY (RejudgingId, Month, EnterpriseCode)
) STRICT, WITHOUT ROWID;

-- Verdicts of the rows that count, before and after; a rule that was not there before or is not there after has zeros.
CREATE TABLE RejudgingCount (
    RejudgingId          INTEGER NOT NULL REFERENCES Rejudging (Id),
    Month                TEXT    NOT NULL,
    EnterpriseCode       TEXT    NOT NULL,
    RuleId               TEXT    NOT NULL,
    MetBefore            INTEGER NOT NULL,
    LateBefore           INTEGER NOT NULL,
    OpenInTimeBefore     INTEGER NOT NULL,
    OpenOverdueBefore    INTEGER NOT NULL,
    NotApplicableBefore  INTEGER NOT NULL,
    UndeterminableBefore INTEGER NOT NULL,
    MetAfter             INTEGER NOT NULL,
    LateAfter            INTEGER NOT NULL,
    OpenInTimeAfter      INTEGER NOT NULL,
    OpenOverdueAfter     INTEGER NOT NULL,
    NotApplicableAfter   INTEGER NOT NULL,
    UndeterminableAfter  INTEGER NOT NULL,
    CONSTRAINT PK_RejudgingCount PRIMARY KEY (RejudgingId, Month, EnterpriseCode, RuleId)
) STRICT, WITHOUT ROWID;

-- Null: judged by the rules known when the filing was received. Set by judging again, and by nothing else.
ALTER TABLE LedgerRow ADD COLUMN RulesAsOfUtc TEXT NULL;
