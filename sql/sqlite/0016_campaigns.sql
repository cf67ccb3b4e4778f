-- Spot checks (S0-19, S0-59, S0-63…67, S3-28…30): what is planned, what it is drawn from, by which seed, and what was drawn.
-- Versions of questionnaires written in the portal; never changed, a change is the next version.
CREATE TABLE QuestionnaireVersion (
    Id               INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    Code             TEXT    NOT NULL,
    Version          INTEGER NOT NULL,
    Kind             INTEGER NOT NULL,
    Json             TEXT    NOT NULL,
    CreatedBy        TEXT    NOT NULL,
    CreatedAtUtc     TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX IX_QuestionnaireVersion_Code ON QuestionnaireVersion (Code, Version);

-- Frame and seed are written once and never again: a campaign only goes forward.
CREATE TABLE Campaign (
    Id                   INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode     TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    Kind                 INTEGER NOT NULL,
    Name                 TEXT    NOT NULL,
    Matter               TEXT    NOT NULL,
    QuestionnaireCode    TEXT    NOT NULL,
    QuestionnaireVersion INTEGER NOT NULL,
    FirstDay             TEXT    NOT NULL,
    LastDay              TEXT    NOT NULL,
    State                INTEGER NOT NULL,
    Revision             INTEGER NOT NULL, -- counts the changes: two editors of one plan notice each other
    PlanJson             TEXT    NOT NULL, -- JSON: from what, in which strata, how many, by which method
    FrameSha256          TEXT    NULL,
    FrameCount           INTEGER NULL,
    FrameBytes           INTEGER NULL,
    FrozenAtUtc          TEXT    NULL,
    SampleSize           INTEGER NULL,
    Algorithm            TEXT    NULL,
    AlgorithmVersion     INTEGER NULL,
    Seed                 TEXT    NULL,
    SeedSource           INTEGER NULL,
    SeedRecordedAtUtc    TEXT    NULL,
    Witness              TEXT    NULL,
    DrawnAtUtc           TEXT    NULL,
    DrawSheet            TEXT    NULL, -- JSON: how it was drawn and what came out, as downloaded
    CreatedBy            TEXT    NOT NULL,
    CreatedAtUtc         TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_Campaign_JurisdictionCode ON Campaign (JurisdictionCode, State);
CREATE INDEX IX_Campaign_Matter ON Campaign (Matter, Kind);

-- A list of cases given from outside, in place of a query.
CREATE TABLE CampaignCase (
    CampaignId     INTEGER NOT NULL REFERENCES Campaign (Id),
    Number         INTEGER NOT NULL,
    CaseNo         TEXT    NOT NULL,
    EnterpriseCode TEXT    NULL,
    CONSTRAINT PK_CampaignCase PRIMARY KEY (CampaignId, Number)
) STRICT, WITHOUT ROWID;

-- The frame file, byte for byte, in parts.
CREATE TABLE FramePart (
    CampaignId INTEGER NOT NULL REFERENCES Campaign (Id),
    Part       INTEGER NOT NULL,
    Bytes      BLOB    NOT NULL,
    CONSTRAINT PK_FramePart PRIMARY KEY (CampaignId, Part)
) STRICT;

-- How many objects each stratum of the frame has and how many are to be drawn, settled when the frame was frozen.
CREATE TABLE CampaignStratum (
    CampaignId INTEGER NOT NULL REFERENCES Campaign (Id),
    Stratum    TEXT    NOT NULL,
    Objects    INTEGER NOT NULL,
    SizeSum    INTEGER NOT NULL,
    ToDraw     INTEGER NOT NULL,
    CONSTRAINT PK_CampaignStratum PRIMARY KEY (CampaignId, Stratum)
) STRICT, WITHOUT ROWID;

-- What happened to a campaign and by whom.
CREATE TABLE CampaignStep (
    Id         INTEGER NOT NULL PRIMARY KEY,
    CampaignId INTEGER NOT NULL REFERENCES Campaign (Id),
    State      INTEGER NOT NULL,
    ByName     TEXT    NOT NULL,
    AtUtc      TEXT    NOT NULL,
    Note       TEXT    NULL
) STRICT;

CREATE INDEX IX_CampaignStep_CampaignId ON CampaignStep (CampaignId, Id);

-- One drawn object. An object counts for WeightOver / WeightUnder objects of its stratum.
CREATE TABLE SpotTask (
    Id             INTEGER NOT NULL PRIMARY KEY,
    CampaignId     INTEGER NOT NULL REFERENCES Campaign (Id),
    DrawOrder      INTEGER NOT NULL,
    FramePosition  INTEGER NOT NULL,
    Stratum        TEXT    NOT NULL,
    StratumSize    INTEGER NOT NULL,
    StratumDrawn   INTEGER NOT NULL,
    WeightOver     INTEGER NOT NULL,
    WeightUnder    INTEGER NOT NULL,
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    RowId          INTEGER NULL,
    ObjectKey      TEXT    NOT NULL,
    PlannedAt      TEXT    NULL, -- hidden from enterprises
    InspectorId    INTEGER NULL REFERENCES UserAccount (Id),
    State          INTEGER NOT NULL,
    DueOn          TEXT    NOT NULL,
    Version        INTEGER NOT NULL -- counts the changes: two devices notice each other
) STRICT;

CREATE UNIQUE INDEX IX_SpotTask_CampaignId ON SpotTask (CampaignId, FramePosition);
CREATE UNIQUE INDEX IX_SpotTask_DrawOrder ON SpotTask (CampaignId, DrawOrder);
CREATE INDEX IX_SpotTask_InspectorId ON SpotTask (InspectorId, State);
CREATE INDEX IX_SpotTask_EnterpriseCode ON SpotTask (EnterpriseCode, CampaignId);
CREATE INDEX IX_SpotTask_RowId ON SpotTask (RowId);
