-- Ledgers as filed (S0-45…48): each filing with its original file, its issues and its rows.
CREATE TABLE ColumnMapping (
    Id             INTEGER NOT NULL PRIMARY KEY,
    Name           TEXT    NOT NULL,
    EnterpriseCode TEXT    NULL REFERENCES Enterprise (Code),
    Json           TEXT    NOT NULL,
    UpdatedAtUtc   TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX IX_ColumnMapping_Name ON ColumnMapping (Name);

CREATE TABLE Filing (
    Id             INTEGER NOT NULL PRIMARY KEY,
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    Period         TEXT    NOT NULL,
    Version        INTEGER NOT NULL,
    Status         INTEGER NOT NULL,
    IsCurrent      INTEGER NOT NULL,
    FileName       TEXT    NOT NULL,
    FileSha256     TEXT    NOT NULL,
    FileBytes      INTEGER NOT NULL,
    MappingName    TEXT    NULL,
    FilledFields   TEXT    NULL,
    Refusal        TEXT    NULL,
    RefusalDetail  TEXT    NULL,
    JudgedAt       TEXT    NOT NULL,
    RuleSets       TEXT    NOT NULL,
    RowsRead       INTEGER NOT NULL,
    RowsValid      INTEGER NOT NULL,
    RowsWarned     INTEGER NOT NULL,
    RowsRejected   INTEGER NOT NULL,
    RowsComplete   INTEGER NOT NULL,
    SubmittedBy    TEXT    NOT NULL,
    ReceivedAtUtc  TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX IX_Filing_EnterpriseCode_Period_Version ON Filing (EnterpriseCode, Period, Version);
CREATE INDEX IX_Filing_Period ON Filing (Period);

CREATE TABLE FilingPart (
    FilingId INTEGER NOT NULL REFERENCES Filing (Id),
    Part     INTEGER NOT NULL,
    Bytes    BLOB    NOT NULL,
    CONSTRAINT PK_FilingPart PRIMARY KEY (FilingId, Part)
) STRICT;

CREATE TABLE FilingIssue (
    FilingId INTEGER NOT NULL REFERENCES Filing (Id),
    Number   INTEGER NOT NULL,
    Class    INTEGER NOT NULL,
    Code     TEXT    NOT NULL,
    Sheet    TEXT    NOT NULL,
    SheetRow INTEGER NOT NULL,
    Cell     TEXT    NOT NULL,
    Field    TEXT    NULL,
    Value    TEXT    NULL,
    Args     TEXT    NULL,
    CONSTRAINT PK_FilingIssue PRIMARY KEY (FilingId, Number)
) STRICT;

-- Id is the filing's id * 2^24 + the number of the row within the filing, so that one key serves both.
CREATE TABLE LedgerRow (
    Id              INTEGER NOT NULL PRIMARY KEY,
    FilingId        INTEGER NOT NULL,
    EnterpriseCode  TEXT    NOT NULL,
    CaseNo          TEXT    NOT NULL,
    FigureMonth     TEXT    NOT NULL,
    IsCurrent       INTEGER NOT NULL,
    Entry           INTEGER NOT NULL,
    Sheet           TEXT    NOT NULL,
    SheetRow        INTEGER NOT NULL,
    Channel         INTEGER NOT NULL,
    RequestClass    INTEGER NOT NULL,
    ComplaintType   INTEGER NOT NULL,
    SubType         TEXT    NULL,
    Urgency         INTEGER NOT NULL,
    Grade           INTEGER NOT NULL,
    Complainant     BLOB    NOT NULL,
    PhoneHash       BLOB    NOT NULL,
    AddressHash     BLOB    NOT NULL,
    Community       TEXT    NULL,
    Content         TEXT    NOT NULL,
    Department      TEXT    NULL,
    Staff           TEXT    NULL,
    RoomTemperatureTenths INTEGER NULL,
    DaysWithoutSupply     INTEGER NULL,
    PipeDiameter    INTEGER NULL,
    ReceivedAt      TEXT    NOT NULL,
    RegisteredAt    TEXT    NULL,
    DispatchedAt    TEXT    NULL,
    AcceptedAt      TEXT    NULL,
    RespondedAt     TEXT    NULL,
    AppointedAt     TEXT    NULL,
    ArrivedAt       TEXT    NULL,
    RepairStartedAt TEXT    NULL,
    RepairedAt      TEXT    NULL,
    RepliedInWritingAt TEXT NULL,
    FedBackAt       TEXT    NULL,
    ClosedAt        TEXT    NULL,
    CalledBackAt    TEXT    NULL,
    Outcome         INTEGER NULL,
    Resolution      TEXT    NULL,
    Responsibility  TEXT    NULL,
    Rating          INTEGER NULL,
    ReturnCount     INTEGER NULL,
    ExtendedTo      TEXT    NULL,
    ExtensionReason TEXT    NULL,
    Evidence        TEXT    NULL,
    Verdicts        TEXT    NOT NULL,
    FeedbackState   INTEGER NOT NULL,
    ClosingState    INTEGER NOT NULL,
    HandlingMinutes INTEGER NULL,
    IsComplete      INTEGER NOT NULL,
    IsOpen          INTEGER NOT NULL,
    JudgedAt        TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_LedgerRow_CaseNo ON LedgerRow (CaseNo, EnterpriseCode);
CREATE INDEX IX_LedgerRow_EnterpriseCode_FigureMonth ON LedgerRow (EnterpriseCode, IsCurrent, FigureMonth, ReceivedAt);
-- The explorer finds, sorts and counts in this index alone; rows are read for the page shown.
CREATE INDEX IX_LedgerRow_FigureMonth ON LedgerRow (
    IsCurrent, FigureMonth, ReceivedAt, EnterpriseCode, RequestClass, ComplaintType, Channel, Urgency, Grade, Outcome, Rating,
    FeedbackState, ClosingState, IsComplete, IsOpen, HandlingMinutes, CaseNo, Verdicts);
CREATE INDEX IX_LedgerRow_IsOpen ON LedgerRow (IsOpen, IsCurrent);

-- Figures of an enterprise and month, written with the rows and rebuilt from them by `rebuild`: the whole month
-- (Slice 0), and cut by request class, complaint type and channel. The key keeps what a screen reads together.
CREATE TABLE MonthRollup (
    EnterpriseCode  TEXT    NOT NULL,
    Month           TEXT    NOT NULL,
    Slice           INTEGER NOT NULL,
    Code            INTEGER NOT NULL,
    Cases           INTEGER NOT NULL,
    CompleteCases   INTEGER NOT NULL,
    FedBack         INTEGER NOT NULL,
    FedBackInTime   INTEGER NOT NULL,
    FeedbackOverdue INTEGER NOT NULL,
    Closed          INTEGER NOT NULL,
    ClosingOverdue  INTEGER NOT NULL,
    Handled         INTEGER NOT NULL,
    HandlingMinutes INTEGER NOT NULL,
    Rated           INTEGER NOT NULL,
    Satisfied       INTEGER NOT NULL,
    CONSTRAINT PK_MonthRollup PRIMARY KEY (Month, Slice, Code, EnterpriseCode)
) STRICT, WITHOUT ROWID;

CREATE TABLE LimitRollup (
    EnterpriseCode TEXT    NOT NULL,
    Month          TEXT    NOT NULL,
    RuleId         TEXT    NOT NULL,
    Met            INTEGER NOT NULL,
    Late           INTEGER NOT NULL,
    OpenInTime     INTEGER NOT NULL,
    OpenOverdue    INTEGER NOT NULL,
    NotApplicable  INTEGER NOT NULL,
    Undeterminable INTEGER NOT NULL,
    CONSTRAINT PK_LimitRollup PRIMARY KEY (Month, EnterpriseCode, RuleId)
) STRICT, WITHOUT ROWID;

-- How many cases took so many tenths of a day from dispatch to feedback: median and P90 come from here.
CREATE TABLE HandlingRollup (
    EnterpriseCode TEXT    NOT NULL,
    Month          TEXT    NOT NULL,
    DayTenths      INTEGER NOT NULL,
    Cases          INTEGER NOT NULL,
    CONSTRAINT PK_HandlingRollup PRIMARY KEY (Month, EnterpriseCode, DayTenths)
) STRICT, WITHOUT ROWID;
