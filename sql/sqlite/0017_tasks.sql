-- Tasks of inspectors (S0-59, S0-63…66, S1-15, S2-42, S2-43): who is given which, each contact that was tried, what was answered, and what proves it.
-- How the task ended; once set it is not changed (requirements §6).
ALTER TABLE SpotTask ADD Disposition INTEGER NULL;
ALTER TABLE SpotTask ADD SettledAtUtc TEXT NULL;

CREATE TABLE TaskAssignment (
    Id            INTEGER NOT NULL PRIMARY KEY,
    TaskId        INTEGER NOT NULL REFERENCES SpotTask (Id),
    UserId        INTEGER NULL REFERENCES UserAccount (Id), -- null: taken back, nobody has it
    Reason        TEXT    NULL, -- of a reassignment; null when dealt by the rule
    AssignedBy    TEXT    NOT NULL,
    AssignedAtUtc TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_TaskAssignment_TaskId ON TaskAssignment (TaskId, UserId);

-- An inspector's own shortlist and order.
CREATE TABLE TaskPlace (
    UserId   INTEGER NOT NULL REFERENCES UserAccount (Id),
    TaskId   INTEGER NOT NULL REFERENCES SpotTask (Id),
    IsPinned INTEGER NOT NULL,
    Position INTEGER NOT NULL,
    CONSTRAINT PK_TaskPlace PRIMARY KEY (UserId, TaskId)
) STRICT;

-- One sending of a form. ClientId is made on the device: a sending that arrives twice is one.
CREATE TABLE TaskAttempt (
    Id            INTEGER NOT NULL PRIMARY KEY,
    ClientId      TEXT    NOT NULL,
    TaskId        INTEGER NOT NULL REFERENCES SpotTask (Id),
    UserId        INTEGER NOT NULL REFERENCES UserAccount (Id),
    UserName      TEXT    NOT NULL,
    DisplayName   TEXT    NOT NULL,
    Disposition   INTEGER NOT NULL,
    Standing      INTEGER NOT NULL, -- 1 counts; else kept for whoever answers for the campaign
    Band          INTEGER NOT NULL,
    At            TEXT    NOT NULL, -- wall clock of the ledgers, as the device told it
    ReceivedAtUtc TEXT    NOT NULL,
    Note          TEXT    NULL
) STRICT;

CREATE UNIQUE INDEX IX_TaskAttempt_ClientId ON TaskAttempt (ClientId);
CREATE INDEX IX_TaskAttempt_TaskId ON TaskAttempt (TaskId, Id);

CREATE TABLE TaskAnswer (
    AttemptId  INTEGER NOT NULL REFERENCES TaskAttempt (Id),
    ItemCode   TEXT    NOT NULL,
    Room       TEXT    NOT NULL, -- empty unless a reading
    TaskId     INTEGER NOT NULL REFERENCES SpotTask (Id),
    ChoiceCode TEXT    NULL,
    Number     REAL    NULL,
    RawText    TEXT    NULL, -- the words as they were said or typed, also where they are coded
    CONSTRAINT PK_TaskAnswer PRIMARY KEY (AttemptId, ItemCode, Room)
) STRICT;

CREATE INDEX IX_TaskAnswer_TaskId ON TaskAnswer (TaskId, ItemCode);

-- A photo or a temperature sheet. What a camera writes into its files stands in fields of its own and not in the bytes that are kept.
CREATE TABLE TaskEvidence (
    Id             INTEGER NOT NULL PRIMARY KEY,
    ClientId       TEXT    NOT NULL,
    TaskId         INTEGER NOT NULL REFERENCES SpotTask (Id),
    ItemCode       TEXT    NULL,
    UserId         INTEGER NOT NULL REFERENCES UserAccount (Id),
    UserName       TEXT    NOT NULL,
    DisplayName    TEXT    NOT NULL,
    Kind           INTEGER NOT NULL,
    FileName       TEXT    NOT NULL,
    Length         INTEGER NOT NULL,
    Width          INTEGER NULL,
    Height         INTEGER NULL,
    Sha256         TEXT    NOT NULL,
    OriginalSha256 TEXT    NOT NULL,
    TakenAt        TEXT    NULL,
    Device         TEXT    NULL,
    Position       BLOB    NULL, -- sealed: where a household lives
    ReceivedAtUtc  TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX IX_TaskEvidence_ClientId ON TaskEvidence (ClientId);
CREATE INDEX IX_TaskEvidence_TaskId ON TaskEvidence (TaskId, Id);

CREATE TABLE TaskEvidencePart (
    EvidenceId INTEGER NOT NULL REFERENCES TaskEvidence (Id),
    Part       INTEGER NOT NULL,
    Bytes      BLOB    NOT NULL, -- sealed
    CONSTRAINT PK_TaskEvidencePart PRIMARY KEY (EvidenceId, Part)
) STRICT;
