-- Warnings (S1-21, S2-50…52, S4-51, S4-52, S0-60): what was seen, the rows that show it, who answered how, and who is told when.
-- One warning per rule, subject and occurrence: evaluating again brings it up to date.
CREATE TABLE Warning (
    Id             BIGINT        NOT NULL IDENTITY CONSTRAINT PK_Warning PRIMARY KEY,
    EnterpriseCode NVARCHAR(18)  NOT NULL CONSTRAINT FK_Warning_Enterprise REFERENCES Enterprise (Code),
    RuleCode       INT           NOT NULL,
    Subject        NVARCHAR(200) NOT NULL,
    Occurrence     NVARCHAR(40)  NOT NULL,
    SubjectText    NVARCHAR(200) NULL,
    Severity       INT           NOT NULL,
    State          INT           NOT NULL,
    Amount         INT           NOT NULL,
    Threshold      INT           NOT NULL,
    CaseCount      INT           NOT NULL,
    Detail         NVARCHAR(MAX) NOT NULL, -- JSON: the parameters as they were, and what the page draws
    FirstAt        DATETIME2(0)  NOT NULL,
    LastAt         DATETIME2(0)  NOT NULL,
    RaisedAtUtc    DATETIME2(0)  NOT NULL,
    CheckedAtUtc   DATETIME2(0)  NOT NULL,
    RaiseCount     INT           NOT NULL,
    AnsweredAmount INT           NULL, -- how large it was when it was answered
    MutedUntil     DATE          NULL  -- the last day on which this subject and rule are not raised again
);

CREATE UNIQUE INDEX IX_Warning_EnterpriseCode ON Warning (EnterpriseCode, RuleCode, Subject, Occurrence);
CREATE INDEX IX_Warning_State ON Warning (State, RaisedAtUtc);

CREATE TABLE WarningRow (
    WarningId BIGINT NOT NULL CONSTRAINT FK_WarningRow_Warning REFERENCES Warning (Id),
    RowId     BIGINT NOT NULL,
    CONSTRAINT PK_WarningRow PRIMARY KEY (WarningId, RowId)
);

CREATE TABLE WarningEvent (
    Id          BIGINT         NOT NULL IDENTITY CONSTRAINT PK_WarningEvent PRIMARY KEY,
    WarningId   BIGINT         NOT NULL CONSTRAINT FK_WarningEvent_Warning REFERENCES Warning (Id),
    Kind        INT            NOT NULL,
    AtUtc       DATETIME2(0)   NOT NULL,
    UserName    NVARCHAR(100)  NOT NULL,
    DisplayName NVARCHAR(200)  NOT NULL,
    Amount      INT            NOT NULL,
    Note        NVARCHAR(1000) NULL
);

CREATE INDEX IX_WarningEvent_WarningId ON WarningEvent (WarningId, Id);

-- Not shown before its time: quiet hours.
CREATE TABLE WarningMessage (
    Id           BIGINT       NOT NULL IDENTITY CONSTRAINT PK_WarningMessage PRIMARY KEY,
    WarningId    BIGINT       NOT NULL CONSTRAINT FK_WarningMessage_Warning REFERENCES Warning (Id),
    NotBeforeUtc DATETIME2(0) NOT NULL
);

CREATE INDEX IX_WarningMessage_WarningId ON WarningMessage (WarningId, NotBeforeUtc);

CREATE TABLE WarningRead (
    UserId    BIGINT       NOT NULL CONSTRAINT FK_WarningRead_UserAccount REFERENCES UserAccount (Id),
    MessageId BIGINT       NOT NULL CONSTRAINT FK_WarningRead_WarningMessage REFERENCES WarningMessage (Id),
    ReadAtUtc DATETIME2(0) NOT NULL,
    CONSTRAINT PK_WarningRead PRIMARY KEY (UserId, MessageId)
);

-- What a jurisdiction has laid down in place of the shipped parameters; the newest line of the nearest jurisdiction holds.
CREATE TABLE WarningRuleChange (
    Id               BIGINT         NOT NULL IDENTITY CONSTRAINT PK_WarningRuleChange PRIMARY KEY,
    JurisdictionCode NVARCHAR(12)   NOT NULL CONSTRAINT FK_WarningRuleChange_Jurisdiction REFERENCES Jurisdiction (Code),
    RuleCode         INT            NOT NULL,
    Settings         NVARCHAR(MAX)  NULL, -- JSON; null: as inherited again
    Reason           NVARCHAR(500)  NOT NULL,
    ChangedBy        NVARCHAR(100)  NOT NULL,
    ChangedAtUtc     DATETIME2(0)   NOT NULL
);

CREATE INDEX IX_WarningRuleChange_JurisdictionCode ON WarningRuleChange (JurisdictionCode, RuleCode, Id);
