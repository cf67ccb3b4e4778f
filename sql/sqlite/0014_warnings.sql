-- Warnings (S1-21, S2-50…52, S4-51, S4-52, S0-60): what was seen, the rows that show it, who answered how, and who is told when.
-- One warning per rule, subject and occurrence: evaluating again brings it up to date.
CREATE TABLE Warning (
    Id             INTEGER NOT NULL PRIMARY KEY,
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    RuleCode       INTEGER NOT NULL,
    Subject        TEXT    NOT NULL,
    Occurrence     TEXT    NOT NULL,
    SubjectText    TEXT    NULL,
    Severity       INTEGER NOT NULL,
    State          INTEGER NOT NULL,
    Amount         INTEGER NOT NULL,
    Threshold      INTEGER NOT NULL,
    CaseCount      INTEGER NOT NULL,
    Detail         TEXT    NOT NULL, -- JSON: the parameters as they were, and what the page draws
    FirstAt        TEXT    NOT NULL,
    LastAt         TEXT    NOT NULL,
    RaisedAtUtc    TEXT    NOT NULL,
    CheckedAtUtc   TEXT    NOT NULL,
    RaiseCount     INTEGER NOT NULL,
    AnsweredAmount INTEGER NULL, -- how large it was when it was answered
    MutedUntil     TEXT    NULL  -- the last day on which this subject and rule are not raised again
) STRICT;

CREATE UNIQUE INDEX IX_Warning_EnterpriseCode ON Warning (EnterpriseCode, RuleCode, Subject, Occurrence);
CREATE INDEX IX_Warning_State ON Warning (State, RaisedAtUtc);

CREATE TABLE WarningRow (
    WarningId INTEGER NOT NULL REFERENCES Warning (Id),
    RowId     INTEGER NOT NULL,
    CONSTRAINT PK_WarningRow PRIMARY KEY (WarningId, RowId)
) STRICT;

CREATE TABLE WarningEvent (
    Id          INTEGER NOT NULL PRIMARY KEY,
    WarningId   INTEGER NOT NULL REFERENCES Warning (Id),
    Kind        INTEGER NOT NULL,
    AtUtc       TEXT    NOT NULL,
    UserName    TEXT    NOT NULL,
    DisplayName TEXT    NOT NULL,
    Amount      INTEGER NOT NULL,
    Note        TEXT    NULL
) STRICT;

CREATE INDEX IX_WarningEvent_WarningId ON WarningEvent (WarningId, Id);

-- Not shown before its time: quiet hours.
CREATE TABLE WarningMessage (
    Id           INTEGER NOT NULL PRIMARY KEY,
    WarningId    INTEGER NOT NULL REFERENCES Warning (Id),
    NotBeforeUtc TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_WarningMessage_WarningId ON WarningMessage (WarningId, NotBeforeUtc);

CREATE TABLE WarningRead (
    UserId    INTEGER NOT NULL REFERENCES UserAccount (Id),
    MessageId INTEGER NOT NULL REFERENCES WarningMessage (Id),
    ReadAtUtc TEXT    NOT NULL,
    CONSTRAINT PK_WarningRead PRIMARY KEY (UserId, MessageId)
) STRICT;

-- What a jurisdiction has laid down in place of the shipped parameters; the newest line of the nearest jurisdiction holds.
CREATE TABLE WarningRuleChange (
    Id               INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    RuleCode         INTEGER NOT NULL,
    Settings         TEXT    NULL, -- JSON; null: as inherited again
    Reason           TEXT    NOT NULL,
    ChangedBy        TEXT    NOT NULL,
    ChangedAtUtc     TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_WarningRuleChange_JurisdictionCode ON WarningRuleChange (JurisdictionCode, RuleCode, Id);
