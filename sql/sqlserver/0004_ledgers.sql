-- Ledgers as filed (S0-45…48): each filing with its original file, its issues and its rows.
CREATE TABLE ColumnMapping (
    Id                     BIGINT          NOT NULL IDENTITY CONSTRAINT PK_ColumnMapping PRIMARY KEY,
    Name                   NVARCHAR(100)   NOT NULL,
    EnterpriseCode         NVARCHAR(18)    NULL CONSTRAINT FK_ColumnMapping_Enterprise REFERENCES Enterprise (Code),
    Json                   NVARCHAR(MAX)   NOT NULL,
    UpdatedAtUtc           DATETIME2(0)    NOT NULL
);

CREATE UNIQUE INDEX IX_ColumnMapping_Name ON ColumnMapping (Name);

CREATE TABLE Filing (
    Id                     BIGINT          NOT NULL IDENTITY CONSTRAINT PK_Filing PRIMARY KEY,
    EnterpriseCode         NVARCHAR(18)    NOT NULL CONSTRAINT FK_Filing_Enterprise REFERENCES Enterprise (Code),
    Period                 NVARCHAR(7)        NOT NULL,
    Version                INT             NOT NULL,
    Status                 INT             NOT NULL,
    IsCurrent              BIT             NOT NULL,
    FileName               NVARCHAR(260)   NOT NULL,
    FileSha256             NVARCHAR(64)       NOT NULL,
    FileBytes              BIGINT          NOT NULL,
    MappingName            NVARCHAR(100)   NULL,
    FilledFields           NVARCHAR(MAX)   NULL,
    Refusal                NVARCHAR(40)    NULL,
    RefusalDetail          NVARCHAR(2000)  NULL,
    JudgedAt               DATETIME2(0)    NOT NULL,
    RuleSets               NVARCHAR(200)   NOT NULL,
    RowsRead               INT             NOT NULL,
    RowsValid              INT             NOT NULL,
    RowsWarned             INT             NOT NULL,
    RowsRejected           INT             NOT NULL,
    RowsComplete           INT             NOT NULL,
    SubmittedBy            NVARCHAR(100)   NOT NULL,
    ReceivedAtUtc          DATETIME2(0)    NOT NULL
);

CREATE UNIQUE INDEX IX_Filing_EnterpriseCode_Period_Version ON Filing (EnterpriseCode, Period, Version);
CREATE INDEX IX_Filing_Period ON Filing (Period);

CREATE TABLE FilingPart (
    FilingId               BIGINT          NOT NULL CONSTRAINT FK_FilingPart_Filing REFERENCES Filing (Id),
    Part                   INT             NOT NULL,
    Bytes                  VARBINARY(MAX)  NOT NULL,
    CONSTRAINT PK_FilingPart PRIMARY KEY (FilingId, Part)
);

CREATE TABLE FilingIssue (
    FilingId               BIGINT          NOT NULL CONSTRAINT FK_FilingIssue_Filing REFERENCES Filing (Id),
    Number                 INT             NOT NULL,
    Class                  INT             NOT NULL,
    Code                   NVARCHAR(40)    NOT NULL,
    Sheet                  NVARCHAR(64)    NOT NULL,
    SheetRow               INT             NOT NULL,
    Cell                   NVARCHAR(12)    NOT NULL,
    Field                  NVARCHAR(40)    NULL,
    Value                  NVARCHAR(400)   NULL,
    Args                   NVARCHAR(1000)  NULL,
    CONSTRAINT PK_FilingIssue PRIMARY KEY (FilingId, Number)
);

-- Id is the filing's id * 2^24 + the number of the row within the filing, so that one key serves both.
CREATE TABLE LedgerRow (
    Id                     BIGINT          NOT NULL CONSTRAINT PK_LedgerRow PRIMARY KEY,
    FilingId               BIGINT          NOT NULL,
    EnterpriseCode         NVARCHAR(18)    NOT NULL,
    CaseNo                 NVARCHAR(64)    NOT NULL,
    FigureMonth            NVARCHAR(7)        NOT NULL,
    IsCurrent              BIT             NOT NULL,
    Entry                  INT             NOT NULL,
    Sheet                  NVARCHAR(64)    NOT NULL,
    SheetRow               INT             NOT NULL,
    Channel                INT             NOT NULL,
    RequestClass           INT             NOT NULL,
    ComplaintType          INT             NOT NULL,
    SubType                NVARCHAR(200)   NULL,
    Urgency                INT             NOT NULL,
    Grade                  INT             NOT NULL,
    Complainant            VARBINARY(MAX)  NOT NULL,
    PhoneHash              VARBINARY(16)   NOT NULL,
    AddressHash            VARBINARY(16)   NOT NULL,
    Community              NVARCHAR(200)   NULL,
    Content                NVARCHAR(MAX)   NOT NULL,
    Department             NVARCHAR(200)   NULL,
    Staff                  NVARCHAR(200)   NULL,
    RoomTemperatureTenths  INT             NULL,
    DaysWithoutSupply      INT             NULL,
    PipeDiameter           INT             NULL,
    ReceivedAt             DATETIME2(0)    NOT NULL,
    RegisteredAt           DATETIME2(0)    NULL,
    DispatchedAt           DATETIME2(0)    NULL,
    AcceptedAt             DATETIME2(0)    NULL,
    RespondedAt            DATETIME2(0)    NULL,
    AppointedAt            DATETIME2(0)    NULL,
    ArrivedAt              DATETIME2(0)    NULL,
    RepairStartedAt        DATETIME2(0)    NULL,
    RepairedAt             DATETIME2(0)    NULL,
    RepliedInWritingAt     DATETIME2(0)    NULL,
    FedBackAt              DATETIME2(0)    NULL,
    ClosedAt               DATETIME2(0)    NULL,
    CalledBackAt           DATETIME2(0)    NULL,
    Outcome                INT             NULL,
    Resolution             NVARCHAR(MAX)   NULL,
    Responsibility         NVARCHAR(400)   NULL,
    Rating                 INT             NULL,
    ReturnCount            INT             NULL,
    ExtendedTo             DATETIME2(0)    NULL,
    ExtensionReason        NVARCHAR(1000)  NULL,
    Evidence               NVARCHAR(1000)  NULL,
    Verdicts               NVARCHAR(1000)  NOT NULL,
    FeedbackState          INT             NOT NULL,
    ClosingState           INT             NOT NULL,
    HandlingMinutes        INT             NULL,
    IsComplete             BIT             NOT NULL,
    IsOpen                 BIT             NOT NULL,
    JudgedAt               DATETIME2(0)    NOT NULL
);

CREATE INDEX IX_LedgerRow_CaseNo ON LedgerRow (CaseNo, EnterpriseCode);
CREATE INDEX IX_LedgerRow_EnterpriseCode_FigureMonth ON LedgerRow (EnterpriseCode, IsCurrent, FigureMonth, ReceivedAt);
-- The explorer finds, sorts and counts in this index alone; rows are read for the page shown.
CREATE INDEX IX_LedgerRow_FigureMonth ON LedgerRow (IsCurrent, FigureMonth, ReceivedAt)
    INCLUDE (
        EnterpriseCode, RequestClass, ComplaintType, Channel, Urgency, Grade, Outcome, Rating,
        FeedbackState, ClosingState, IsComplete, IsOpen, HandlingMinutes, CaseNo, Verdicts);
CREATE INDEX IX_LedgerRow_IsOpen ON LedgerRow (IsOpen, IsCurrent);

-- Figures of an enterprise and month, written with the rows and rebuilt from them by `rebuild`: the whole month
-- (Slice 0), and cut by request class, complaint type and channel. The key keeps what a screen reads together.
CREATE TABLE MonthRollup (
    EnterpriseCode         NVARCHAR(18)    NOT NULL,
    Month                  NVARCHAR(7)        NOT NULL,
    Slice                  INT             NOT NULL,
    Code                   INT             NOT NULL,
    Cases                  INT             NOT NULL,
    CompleteCases          INT             NOT NULL,
    FedBack                INT             NOT NULL,
    FedBackInTime          INT             NOT NULL,
    FeedbackOverdue        INT             NOT NULL,
    Closed                 INT             NOT NULL,
    ClosingOverdue         INT             NOT NULL,
    Handled                INT             NOT NULL,
    HandlingMinutes        BIGINT          NOT NULL,
    Rated                  INT             NOT NULL,
    Satisfied              INT             NOT NULL,
    CONSTRAINT PK_MonthRollup PRIMARY KEY (Month, Slice, Code, EnterpriseCode)
);

CREATE TABLE LimitRollup (
    EnterpriseCode         NVARCHAR(18)    NOT NULL,
    Month                  NVARCHAR(7)        NOT NULL,
    RuleId                 NVARCHAR(20)    NOT NULL,
    Met                    INT             NOT NULL,
    Late                   INT             NOT NULL,
    OpenInTime             INT             NOT NULL,
    OpenOverdue            INT             NOT NULL,
    NotApplicable          INT             NOT NULL,
    Undeterminable         INT             NOT NULL,
    CONSTRAINT PK_LimitRollup PRIMARY KEY (Month, EnterpriseCode, RuleId)
);

-- How many cases took so many tenths of a day from dispatch to feedback: median and P90 come from here.
CREATE TABLE HandlingRollup (
    EnterpriseCode         NVARCHAR(18)    NOT NULL,
    Month                  NVARCHAR(7)        NOT NULL,
    DayTenths              INT             NOT NULL,
    Cases                  INT             NOT NULL,
    CONSTRAINT PK_HandlingRollup PRIMARY KEY (Month, EnterpriseCode, DayTenths)
);
