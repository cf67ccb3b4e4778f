-- What spot checks came to (S0-68…72, S4-33, S4-34): facts beside what the ledger says, findings and their way, points, publication.
-- One fact of a task beside its ledger row, written when the task is done and rewritten by a later comparison.
CREATE TABLE Discrepancy (
    TaskId         BIGINT        NOT NULL CONSTRAINT FK_Discrepancy_SpotTask REFERENCES SpotTask (Id),
    Fact           INT           NOT NULL,
    Outcome        INT           NOT NULL,
    CampaignId     BIGINT        NOT NULL CONSTRAINT FK_Discrepancy_Campaign REFERENCES Campaign (Id),
    EnterpriseCode NVARCHAR(18)  NOT NULL,
    Claimed        NVARCHAR(200) NULL, -- by the ledger, as a code, number or moment
    Found          NVARCHAR(200) NULL,
    Tolerance      INT           NULL, -- minutes, or tenths of a degree
    ComparedAtUtc  DATETIME2(0)  NOT NULL,
    CONSTRAINT PK_Discrepancy PRIMARY KEY (TaskId, Fact)
);

CREATE INDEX IX_Discrepancy_CampaignId ON Discrepancy (CampaignId, EnterpriseCode, Fact, Outcome);

-- What the ledger says of itself over the whole frame of a campaign; rows never change, so it is counted once.
CREATE TABLE FrameClaim (
    CampaignId     BIGINT       NOT NULL CONSTRAINT FK_FrameClaim_Campaign REFERENCES Campaign (Id),
    EnterpriseCode NVARCHAR(18) NOT NULL,
    Objects        INT          NOT NULL,
    Rated          INT          NOT NULL,
    Satisfied      INT          NOT NULL,
    Closed         INT          NOT NULL,
    Solved         INT          NOT NULL,
    CONSTRAINT PK_FrameClaim PRIMARY KEY (CampaignId, EnterpriseCode)
);

-- Never deleted: one that does not hold is withdrawn or dismissed and stays.
CREATE TABLE Finding (
    Id             BIGINT         NOT NULL IDENTITY CONSTRAINT PK_Finding PRIMARY KEY,
    CampaignId     BIGINT         NOT NULL CONSTRAINT FK_Finding_Campaign REFERENCES Campaign (Id),
    TaskId         BIGINT         NOT NULL CONSTRAINT FK_Finding_SpotTask REFERENCES SpotTask (Id),
    EnterpriseCode NVARCHAR(18)   NOT NULL CONSTRAINT FK_Finding_Enterprise REFERENCES Enterprise (Code),
    RowId          BIGINT         NULL,
    Type           INT            NOT NULL,
    State          INT            NOT NULL,
    Revision       INT            NOT NULL, -- counts the changes
    FactsJson      NVARCHAR(MAX)  NOT NULL, -- JSON: the facts as they were compared when it was proposed
    Statement      NVARCHAR(1000) NOT NULL,
    ProposedById   BIGINT         NOT NULL CONSTRAINT FK_Finding_UserAccount REFERENCES UserAccount (Id),
    ProposedAtUtc  DATETIME2(0)   NOT NULL,
    NotifiedAtUtc  DATETIME2(0)   NULL,
    ExplainBy      DATE           NULL, -- the last day to explain
    Explanation    NVARCHAR(2000) NULL,
    DecidedAtUtc   DATETIME2(0)   NULL,
    DecidedOn      DATE           NULL, -- the day of the decision on the ledgers' clock
    Reason         NVARCHAR(1000) NULL,
    PointsTenths   INT            NULL, -- of a confirmed one
    PointsBasis    NVARCHAR(300)  NULL
);

CREATE UNIQUE INDEX IX_Finding_TaskId ON Finding (TaskId, Type);
CREATE INDEX IX_Finding_EnterpriseCode ON Finding (EnterpriseCode, State, DecidedOn);
CREATE INDEX IX_Finding_CampaignId ON Finding (CampaignId, State);

CREATE TABLE FindingStep (
    Id          BIGINT         NOT NULL IDENTITY CONSTRAINT PK_FindingStep PRIMARY KEY,
    FindingId   BIGINT         NOT NULL CONSTRAINT FK_FindingStep_Finding REFERENCES Finding (Id),
    Act         INT            NOT NULL,
    State       INT            NOT NULL, -- after it
    UserName    NVARCHAR(100)  NOT NULL,
    DisplayName NVARCHAR(100)  NOT NULL,
    AtUtc       DATETIME2(0)   NOT NULL,
    Note        NVARCHAR(2000) NULL
);

CREATE INDEX IX_FindingStep_FindingId ON FindingStep (FindingId, Id);

CREATE TABLE FindingEvidence (
    FindingId  BIGINT NOT NULL CONSTRAINT FK_FindingEvidence_Finding REFERENCES Finding (Id),
    EvidenceId BIGINT NOT NULL CONSTRAINT FK_FindingEvidence_TaskEvidence REFERENCES TaskEvidence (Id),
    CONSTRAINT PK_FindingEvidence PRIMARY KEY (FindingId, EvidenceId)
);

-- What a confirmed finding counts, by jurisdiction; a change is a further row.
CREATE TABLE FindingPoints (
    Id               BIGINT        NOT NULL IDENTITY CONSTRAINT PK_FindingPoints PRIMARY KEY,
    JurisdictionCode NVARCHAR(12)  NOT NULL CONSTRAINT FK_FindingPoints_Jurisdiction REFERENCES Jurisdiction (Code),
    Type             INT           NOT NULL,
    PointsTenths     INT           NOT NULL,
    Basis            NVARCHAR(300) NOT NULL,
    FromDay          DATE          NOT NULL,
    SetBy            NVARCHAR(100) NOT NULL,
    SetAtUtc         DATETIME2(0)  NOT NULL
);

CREATE INDEX IX_FindingPoints_JurisdictionCode ON FindingPoints (JurisdictionCode, Type, FromDay);

-- Results handed in to be published, and what a second one decided.
CREATE TABLE CampaignPublication (
    Id             BIGINT         NOT NULL IDENTITY CONSTRAINT PK_CampaignPublication PRIMARY KEY,
    CampaignId     BIGINT         NOT NULL CONSTRAINT FK_CampaignPublication_Campaign REFERENCES Campaign (Id),
    SubmittedById  BIGINT         NOT NULL CONSTRAINT FK_CampaignPublication_UserAccount REFERENCES UserAccount (Id),
    SubmittedBy    NVARCHAR(100)  NOT NULL,
    SubmittedAtUtc DATETIME2(0)   NOT NULL,
    Summary        NVARCHAR(1000) NOT NULL,
    IsPublished    BIT            NULL, -- null while undecided
    DecidedBy      NVARCHAR(100)  NULL,
    DecidedAtUtc   DATETIME2(0)   NULL,
    Reason         NVARCHAR(1000) NULL
);

CREATE INDEX IX_CampaignPublication_CampaignId ON CampaignPublication (CampaignId, Id);
