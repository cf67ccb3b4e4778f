-- Tasks of inspectors (S0-59, S0-63…66, S1-15, S2-42, S2-43): who is given which, each contact that was tried, what was answered, and what proves it.
-- How the task ended; once set it is not changed (requirements §6).
ALTER TABLE SpotTask ADD Disposition INT NULL;
ALTER TABLE SpotTask ADD SettledAtUtc DATETIME2(0) NULL;
GO

CREATE TABLE TaskAssignment (
    Id            BIGINT        NOT NULL IDENTITY CONSTRAINT PK_TaskAssignment PRIMARY KEY,
    TaskId        BIGINT        NOT NULL CONSTRAINT FK_TaskAssignment_SpotTask REFERENCES SpotTask (Id),
    UserId        BIGINT        NULL CONSTRAINT FK_TaskAssignment_UserAccount REFERENCES UserAccount (Id), -- null: taken back, nobody has it
    Reason        NVARCHAR(500) NULL, -- of a reassignment; null when dealt by the rule
    AssignedBy    NVARCHAR(100) NOT NULL,
    AssignedAtUtc DATETIME2(0)  NOT NULL
);

CREATE INDEX IX_TaskAssignment_TaskId ON TaskAssignment (TaskId, UserId);

-- An inspector's own shortlist and order.
CREATE TABLE TaskPlace (
    UserId   BIGINT NOT NULL CONSTRAINT FK_TaskPlace_UserAccount REFERENCES UserAccount (Id),
    TaskId   BIGINT NOT NULL CONSTRAINT FK_TaskPlace_SpotTask REFERENCES SpotTask (Id),
    IsPinned BIT    NOT NULL,
    Position INT    NOT NULL,
    CONSTRAINT PK_TaskPlace PRIMARY KEY (UserId, TaskId)
);

-- One sending of a form. ClientId is made on the device: a sending that arrives twice is one.
CREATE TABLE TaskAttempt (
    Id            BIGINT         NOT NULL IDENTITY CONSTRAINT PK_TaskAttempt PRIMARY KEY,
    ClientId      NVARCHAR(36)   NOT NULL,
    TaskId        BIGINT         NOT NULL CONSTRAINT FK_TaskAttempt_SpotTask REFERENCES SpotTask (Id),
    UserId        BIGINT         NOT NULL CONSTRAINT FK_TaskAttempt_UserAccount REFERENCES UserAccount (Id),
    UserName      NVARCHAR(100)  NOT NULL,
    DisplayName   NVARCHAR(200)  NOT NULL,
    Disposition   INT            NOT NULL,
    Standing      INT            NOT NULL, -- 1 counts; else kept for whoever answers for the campaign
    Band          INT            NOT NULL,
    At            DATETIME2(0)   NOT NULL, -- wall clock of the ledgers, as the device told it
    ReceivedAtUtc DATETIME2(0)   NOT NULL,
    Note          NVARCHAR(1000) NULL
);

CREATE UNIQUE INDEX IX_TaskAttempt_ClientId ON TaskAttempt (ClientId);
CREATE INDEX IX_TaskAttempt_TaskId ON TaskAttempt (TaskId, Id);

CREATE TABLE TaskAnswer (
    AttemptId  BIGINT         NOT NULL CONSTRAINT FK_TaskAnswer_TaskAttempt REFERENCES TaskAttempt (Id),
    ItemCode   NVARCHAR(40)   NOT NULL,
    Room       NVARCHAR(40)   NOT NULL, -- empty unless a reading
    TaskId     BIGINT         NOT NULL CONSTRAINT FK_TaskAnswer_SpotTask REFERENCES SpotTask (Id),
    ChoiceCode NVARCHAR(40)   NULL,
    Number     NUMERIC(18, 4) NULL,
    RawText    NVARCHAR(2000) NULL, -- the words as they were said or typed, also where they are coded
    CONSTRAINT PK_TaskAnswer PRIMARY KEY (AttemptId, ItemCode, Room)
);

CREATE INDEX IX_TaskAnswer_TaskId ON TaskAnswer (TaskId, ItemCode);

-- A photo or a temperature sheet. What a camera writes into its files stands in fields of its own and not in the bytes that are kept.
CREATE TABLE TaskEvidence (
    Id             BIGINT         NOT NULL IDENTITY CONSTRAINT PK_TaskEvidence PRIMARY KEY,
    ClientId       NVARCHAR(36)   NOT NULL,
    TaskId         BIGINT         NOT NULL CONSTRAINT FK_TaskEvidence_SpotTask REFERENCES SpotTask (Id),
    ItemCode       NVARCHAR(40)   NULL,
    UserId         BIGINT         NOT NULL CONSTRAINT FK_TaskEvidence_UserAccount REFERENCES UserAccount (Id),
    UserName       NVARCHAR(100)  NOT NULL,
    DisplayName    NVARCHAR(200)  NOT NULL,
    Kind           INT            NOT NULL,
    FileName       NVARCHAR(200)  NOT NULL,
    Length         INT            NOT NULL,
    Width          INT            NULL,
    Height         INT            NULL,
    Sha256         NVARCHAR(64)   NOT NULL,
    OriginalSha256 NVARCHAR(64)   NOT NULL,
    TakenAt        DATETIME2(0)   NULL,
    Device         NVARCHAR(100)  NULL,
    Position       VARBINARY(200) NULL, -- sealed: where a household lives
    ReceivedAtUtc  DATETIME2(0)   NOT NULL
);

CREATE UNIQUE INDEX IX_TaskEvidence_ClientId ON TaskEvidence (ClientId);
CREATE INDEX IX_TaskEvidence_TaskId ON TaskEvidence (TaskId, Id);

CREATE TABLE TaskEvidencePart (
    EvidenceId BIGINT         NOT NULL CONSTRAINT FK_TaskEvidencePart_TaskEvidence REFERENCES TaskEvidence (Id),
    Part       INT            NOT NULL,
    Bytes      VARBINARY(MAX) NOT NULL, -- sealed
    CONSTRAINT PK_TaskEvidencePart PRIMARY KEY (EvidenceId, Part)
);
