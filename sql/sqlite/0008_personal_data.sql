-- Who steps aside from what (S2-43), who watches over whom (S0-58), who may take personal data away and how long they are kept (S2-42).
CREATE TABLE Interest (
    Id             INTEGER NOT NULL PRIMARY KEY,
    UserId         INTEGER NOT NULL REFERENCES UserAccount (Id),
    EnterpriseCode TEXT    NULL REFERENCES Enterprise (Code), -- an enterprise, or
    PhoneHash      BLOB    NULL, -- a person by the keyed hash of the telephone number
    AddressHash    BLOB    NULL, -- and of the address
    Note           TEXT    NOT NULL,
    DeclaredAtUtc  TEXT    NOT NULL,
    EndedAtUtc     TEXT    NULL
) STRICT;

CREATE INDEX IX_Interest_UserId ON Interest (UserId, EndedAtUtc);

-- A user's own recusal (Ground 1) and every assignment that was refused.
CREATE TABLE Recusal (
    Id             INTEGER NOT NULL PRIMARY KEY,
    UserId         INTEGER NOT NULL REFERENCES UserAccount (Id),
    ItemKind       INTEGER NOT NULL,
    ItemId         TEXT    NOT NULL,
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    Ground         INTEGER NOT NULL,
    Note           TEXT    NULL,
    AtUtc          TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_Recusal_ItemId ON Recusal (ItemId, ItemKind, UserId);
CREATE INDEX IX_Recusal_UserId ON Recusal (UserId, AtUtc);

CREATE TABLE Supervisor (
    Id             INTEGER NOT NULL PRIMARY KEY,
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    CaseId         TEXT    NULL, -- null: the whole enterprise
    UserId         INTEGER NOT NULL REFERENCES UserAccount (Id),
    AssignedBy     TEXT    NOT NULL,
    AssignedAtUtc  TEXT    NOT NULL,
    EndedBy        TEXT    NULL,
    EndedAtUtc     TEXT    NULL
) STRICT;

CREATE INDEX IX_Supervisor_EnterpriseCode ON Supervisor (EnterpriseCode, CaseId, EndedAtUtc);
CREATE INDEX IX_Supervisor_UserId ON Supervisor (UserId, EndedAtUtc);

CREATE TABLE PersonalDataPermit (
    Id               INTEGER NOT NULL PRIMARY KEY,
    UserId           INTEGER NOT NULL REFERENCES UserAccount (Id),
    JurisdictionCode TEXT    NULL REFERENCES Jurisdiction (Code), -- with its descendants, or
    EnterpriseCode   TEXT    NULL REFERENCES Enterprise (Code),   -- one enterprise
    FromMonth        TEXT    NOT NULL,
    ToMonth          TEXT    NOT NULL,
    Purpose          TEXT    NOT NULL,
    ValidUntil       TEXT    NOT NULL, -- the last day
    GrantedBy        TEXT    NOT NULL,
    GrantedAtUtc     TEXT    NOT NULL,
    EndedBy          TEXT    NULL,
    EndedAtUtc       TEXT    NULL
) STRICT;

CREATE INDEX IX_PersonalDataPermit_UserId ON PersonalDataPermit (UserId, ValidUntil);

-- Who has seen or taken which personal data: what the enterprises and the auditor read. The audit log holds the same, chained.
CREATE TABLE Disclosure (
    Id             INTEGER NOT NULL PRIMARY KEY,
    AtUtc          TEXT    NOT NULL,
    Kind           INTEGER NOT NULL,
    UserId         INTEGER NOT NULL,
    UserName       TEXT    NOT NULL,
    DisplayName    TEXT    NOT NULL,
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    RowId          INTEGER NULL,
    FilingId       INTEGER NULL,
    CaseNo         TEXT    NULL,
    Field          INTEGER NULL,
    Purpose        INTEGER NULL,
    Note           TEXT    NULL,
    Complainants   INTEGER NOT NULL
) STRICT;

CREATE INDEX IX_Disclosure_EnterpriseCode ON Disclosure (EnterpriseCode, AtUtc);
CREATE INDEX IX_Disclosure_UserId ON Disclosure (UserId, Kind, AtUtc);
CREATE INDEX IX_Disclosure_AtUtc ON Disclosure (AtUtc);
CREATE INDEX IX_Disclosure_CaseNo ON Disclosure (CaseNo);

-- A pass of the retention job. Its key makes new hashes out of old ones and is gone when the pass is finished.
CREATE TABLE RetentionPass (
    Id            INTEGER NOT NULL PRIMARY KEY,
    ThroughMonth  TEXT    NOT NULL,
    HashKey       BLOB    NULL,
    StartedAtUtc  TEXT    NOT NULL,
    FinishedAtUtc TEXT    NULL
) STRICT;

ALTER TABLE Filing ADD AnonymisedAtUtc TEXT NULL;
CREATE INDEX IX_Filing_AnonymisedAtUtc ON Filing (AnonymisedAtUtc, Period);

-- 0: as it was sent; 1: sealed.
ALTER TABLE FilingPart ADD Format INTEGER NOT NULL DEFAULT 0;
