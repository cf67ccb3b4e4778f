-- What spot checks came to (S0-68…72, S4-33, S4-34): facts beside what the ledger says, findings and their way, points, publication.
-- One fact of a task beside its ledger row, written when the task is done and rewritten by a later comparison.
CREATE TABLE Discrepancy (
    TaskId         INTEGER NOT NULL REFERENCES SpotTask (Id),
    Fact           INTEGER NOT NULL,
    Outcome        INTEGER NOT NULL,
    CampaignId     INTEGER NOT NULL REFERENCES Campaign (Id),
    EnterpriseCode TEXT    NOT NULL,
    Claimed        TEXT    NULL, -- by the ledger, as a code, number or moment
    Found          TEXT    NULL,
    Tolerance      INTEGER NULL, -- minutes, or tenths of a degree
    ComparedAtUtc  TEXT    NOT NULL,
    CONSTRAINT PK_Discrepancy PRIMARY KEY (TaskId, Fact)
) STRICT, WITHOUT ROWID;

CREATE INDEX IX_Discrepancy_CampaignId ON Discrepancy (CampaignId, EnterpriseCode, Fact, Outcome);

-- What the ledger says of itself over the whole frame of a campaign; rows never change, so it is counted once.
CREATE TABLE FrameClaim (
    CampaignId     INTEGER NOT NULL REFERENCES Campaign (Id),
    EnterpriseCode TEXT    NOT NULL,
    Objects        INTEGER NOT NULL,
    Rated          INTEGER NOT NULL,
    Satisfied      INTEGER NOT NULL,
    Closed         INTEGER NOT NULL,
    Solved         INTEGER NOT NULL,
    CONSTRAINT PK_FrameClaim PRIMARY KEY (CampaignId, EnterpriseCode)
) STRICT, WITHOUT ROWID;

-- Never deleted: one that does not hold is withdrawn or dismissed and stays.
CREATE TABLE Finding (
    Id             INTEGER NOT NULL PRIMARY KEY,
    CampaignId     INTEGER NOT NULL REFERENCES Campaign (Id),
    TaskId         INTEGER NOT NULL REFERENCES SpotTask (Id),
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    RowId          INTEGER NULL,
    Type           INTEGER NOT NULL,
    State          INTEGER NOT NULL,
    Revision       INTEGER NOT NULL, -- counts the changes
    FactsJson      TEXT    NOT NULL, -- JSON: the facts as they were compared when it was proposed
    Statement      TEXT    NOT NULL,
    ProposedById   INTEGER NOT NULL REFERENCES UserAccount (Id),
    ProposedAtUtc  TEXT    NOT NULL,
    NotifiedAtUtc  TEXT    NULL,
    ExplainBy      TEXT    NULL, -- the last day to explain
    Explanation    TEXT    NULL,
    DecidedAtUtc   TEXT    NULL,
    DecidedOn      TEXT    NULL, -- the day of the decision on the ledgers' clock
    Reason         TEXT    NULL,
    PointsTenths   INTEGER NULL, -- of a confirmed one
    PointsBasis    TEXT    NULL
) STRICT;

CREATE UNIQUE INDEX IX_Finding_TaskId ON Finding (TaskId, Type);
CREATE INDEX IX_Finding_EnterpriseCode ON Finding (EnterpriseCode, State, DecidedOn);
CREATE INDEX IX_Finding_CampaignId ON Finding (CampaignId, State);

CREATE TABLE FindingStep (
    Id          INTEGER NOT NULL PRIMARY KEY,
    FindingId   INTEGER NOT NULL REFERENCES Finding (Id),
    Act         INTEGER NOT NULL,
    State       INTEGER NOT NULL, -- after it
    UserName    TEXT    NOT NULL,
    DisplayName TEXT    NOT NULL,
    AtUtc       TEXT    NOT NULL,
    Note        TEXT    NULL
) STRICT;

CREATE INDEX IX_FindingStep_FindingId ON FindingStep (FindingId, Id);

CREATE TABLE FindingEvidence (
    FindingId  INTEGER NOT NULL REFERENCES Finding (Id),
    EvidenceId INTEGER NOT NULL REFERENCES TaskEvidence (Id),
    CONSTRAINT PK_FindingEvidence PRIMARY KEY (FindingId, EvidenceId)
) STRICT, WITHOUT ROWID;

-- What a confirmed finding counts, by jurisdiction; a change is a further row.
CREATE TABLE FindingPoints (
    Id               INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    Type             INTEGER NOT NULL,
    PointsTenths     INTEGER NOT NULL,
    Basis            TEXT    NOT NULL,
    FromDay          TEXT    NOT NULL,
    SetBy            TEXT    NOT NULL,
    SetAtUtc         TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_FindingPoints_JurisdictionCode ON FindingPoints (JurisdictionCode, Type, FromDay);

-- Results handed in to be published, and what a second one decided.
CREATE TABLE CampaignPublication (
    Id             INTEGER NOT NULL PRIMARY KEY,
    CampaignId     INTEGER NOT NULL REFERENCES Campaign (Id),
    SubmittedById  INTEGER NOT NULL REFERENCES UserAccount (Id),
    SubmittedBy    TEXT    NOT NULL,
    SubmittedAtUtc TEXT    NOT NULL,
    Summary        TEXT    NOT NULL,
    IsPublished    INTEGER NULL, -- null while undecided
    DecidedBy      TEXT    NULL,
    DecidedAtUtc   TEXT    NULL,
    Reason         TEXT    NULL
) STRICT;

CREATE INDEX IX_CampaignPublication_CampaignId ON CampaignPublication (CampaignId, Id);
