-- Spot checks (S0-19, S0-59, S0-63…67, S3-28…30): what is planned, what it is drawn from, by which seed, and what was drawn.
-- Versions of questionnaires written in the portal; never changed, a change is the next version.
CREATE TABLE QuestionnaireVersion (
    Id                   BIGINT        NOT NULL IDENTITY CONSTRAINT PK_QuestionnaireVersion PRIMARY KEY,
    JurisdictionCode     NVARCHAR(12)  NOT NULL CONSTRAINT FK_QuestionnaireVersion_Jurisdiction REFERENCES Jurisdiction (Code),
    Code                 NVARCHAR(40)  NOT NULL,
    Version              INT           NOT NULL,
    Kind                 INT           NOT NULL,
    Json                 NVARCHAR(MAX) NOT NULL,
    CreatedBy            NVARCHAR(100) NOT NULL,
    CreatedAtUtc         DATETIME2(0)  NOT NULL
);

CREATE UNIQUE INDEX IX_QuestionnaireVersion_Code ON QuestionnaireVersion (Code, Version);

-- Frame and seed are written once and never again: a campaign only goes forward.
CREATE TABLE Campaign (
    Id                   BIGINT        NOT NULL IDENTITY CONSTRAINT PK_Campaign PRIMARY KEY,
    JurisdictionCode     NVARCHAR(12)  NOT NULL CONSTRAINT FK_Campaign_Jurisdiction REFERENCES Jurisdiction (Code),
    Kind                 INT           NOT NULL,
    Name                 NVARCHAR(200) NOT NULL,
    Matter               NVARCHAR(100) NOT NULL,
    QuestionnaireCode    NVARCHAR(40)  NOT NULL,
    QuestionnaireVersion INT           NOT NULL,
    FirstDay             DATE          NOT NULL,
    LastDay              DATE          NOT NULL,
    State                INT           NOT NULL,
    Revision             INT           NOT NULL, -- counts the changes: two editors of one plan notice each other
    PlanJson             NVARCHAR(MAX) NOT NULL, -- JSON: from what, in which strata, how many, by which method
    FrameSha256          NVARCHAR(64)  NULL,
    FrameCount           INT           NULL,
    FrameBytes           BIGINT        NULL,
    FrozenAtUtc          DATETIME2(0)  NULL,
    SampleSize           INT           NULL,
    Algorithm            NVARCHAR(40)  NULL,
    AlgorithmVersion     INT           NULL,
    Seed                 NVARCHAR(200) NULL,
    SeedSource           INT           NULL,
    SeedRecordedAtUtc    DATETIME2(0)  NULL,
    Witness              NVARCHAR(100) NULL,
    DrawnAtUtc           DATETIME2(0)  NULL,
    DrawSheet            NVARCHAR(MAX) NULL, -- JSON: how it was drawn and what came out, as downloaded
    CreatedBy            NVARCHAR(100) NOT NULL,
    CreatedAtUtc         DATETIME2(0)  NOT NULL
);

CREATE INDEX IX_Campaign_JurisdictionCode ON Campaign (JurisdictionCode, State);
CREATE INDEX IX_Campaign_Matter ON Campaign (Matter, Kind);

-- A list of cases given from outside, in place of a query.
CREATE TABLE CampaignCase (
    CampaignId     BIGINT       NOT NULL CONSTRAINT FK_CampaignCase_Campaign REFERENCES Campaign (Id),
    Number         INT          NOT NULL,
    CaseNo         NVARCHAR(64) NOT NULL,
    EnterpriseCode NVARCHAR(18) NULL,
    CONSTRAINT PK_CampaignCase PRIMARY KEY (CampaignId, Number)
);

-- The frame file, byte for byte, in parts.
CREATE TABLE FramePart (
    CampaignId BIGINT         NOT NULL CONSTRAINT FK_FramePart_Campaign REFERENCES Campaign (Id),
    Part       INT            NOT NULL,
    Bytes      VARBINARY(MAX) NOT NULL,
    CONSTRAINT PK_FramePart PRIMARY KEY (CampaignId, Part)
);

-- How many objects each stratum of the frame has and how many are to be drawn, settled when the frame was frozen.
CREATE TABLE CampaignStratum (
    CampaignId BIGINT        NOT NULL CONSTRAINT FK_CampaignStratum_Campaign REFERENCES Campaign (Id),
    Stratum    NVARCHAR(120) NOT NULL,
    Objects    INT           NOT NULL,
    SizeSum    BIGINT        NOT NULL,
    ToDraw     INT           NOT NULL,
    CONSTRAINT PK_CampaignStratum PRIMARY KEY (CampaignId, Stratum)
);

-- What happened to a campaign and by whom.
CREATE TABLE CampaignStep (
    Id         BIGINT        NOT NULL IDENTITY CONSTRAINT PK_CampaignStep PRIMARY KEY,
    CampaignId BIGINT        NOT NULL CONSTRAINT FK_CampaignStep_Campaign REFERENCES Campaign (Id),
    State      INT           NOT NULL,
    ByName     NVARCHAR(100) NOT NULL,
    AtUtc      DATETIME2(0)  NOT NULL,
    Note       NVARCHAR(400) NULL
);

CREATE INDEX IX_CampaignStep_CampaignId ON CampaignStep (CampaignId, Id);

-- One drawn object. An object counts for WeightOver / WeightUnder objects of its stratum.
CREATE TABLE SpotTask (
    Id             BIGINT        NOT NULL IDENTITY CONSTRAINT PK_SpotTask PRIMARY KEY,
    CampaignId     BIGINT        NOT NULL CONSTRAINT FK_SpotTask_Campaign REFERENCES Campaign (Id),
    DrawOrder      INT           NOT NULL,
    FramePosition  INT           NOT NULL,
    Stratum        NVARCHAR(120) NOT NULL,
    StratumSize    INT           NOT NULL,
    StratumDrawn   INT           NOT NULL,
    WeightOver     BIGINT        NOT NULL,
    WeightUnder    BIGINT        NOT NULL,
    EnterpriseCode NVARCHAR(18)  NOT NULL CONSTRAINT FK_SpotTask_Enterprise REFERENCES Enterprise (Code),
    RowId          BIGINT        NULL,
    ObjectKey      NVARCHAR(64)  NOT NULL,
    PlannedAt      DATETIME2(0)  NULL, -- hidden from enterprises
    InspectorId    BIGINT        NULL CONSTRAINT FK_SpotTask_UserAccount REFERENCES UserAccount (Id),
    State          INT           NOT NULL,
    DueOn          DATE          NOT NULL,
    Version        INT           NOT NULL -- counts the changes: two devices notice each other
);

CREATE UNIQUE INDEX IX_SpotTask_CampaignId ON SpotTask (CampaignId, FramePosition);
CREATE UNIQUE INDEX IX_SpotTask_DrawOrder ON SpotTask (CampaignId, DrawOrder);
CREATE INDEX IX_SpotTask_InspectorId ON SpotTask (InspectorId, State);
CREATE INDEX IX_SpotTask_EnterpriseCode ON SpotTask (EnterpriseCode, CampaignId);
CREATE INDEX IX_SpotTask_RowId ON SpotTask (RowId);
