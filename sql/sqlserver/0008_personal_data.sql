-- Who steps aside from what (S2-43), who watches over whom (S0-58), who may take personal data away and how long they are kept (S2-42).
CREATE TABLE Interest (
    Id               BIGINT          NOT NULL IDENTITY CONSTRAINT PK_Interest PRIMARY KEY,
    UserId           BIGINT          NOT NULL CONSTRAINT FK_Interest_UserAccount REFERENCES UserAccount (Id),
    EnterpriseCode   NVARCHAR(18)    NULL CONSTRAINT FK_Interest_Enterprise REFERENCES Enterprise (Code), -- an enterprise, or
    PhoneHash        VARBINARY(16)   NULL, -- a person by the keyed hash of the telephone number
    AddressHash      VARBINARY(16)   NULL, -- and of the address
    Note             NVARCHAR(200)   NOT NULL,
    DeclaredAtUtc    DATETIME2(0)    NOT NULL,
    EndedAtUtc       DATETIME2(0)    NULL
);

CREATE INDEX IX_Interest_UserId ON Interest (UserId, EndedAtUtc);

-- A user's own recusal (Ground 1) and every assignment that was refused.
CREATE TABLE Recusal (
    Id               BIGINT          NOT NULL IDENTITY CONSTRAINT PK_Recusal PRIMARY KEY,
    UserId           BIGINT          NOT NULL CONSTRAINT FK_Recusal_UserAccount REFERENCES UserAccount (Id),
    ItemKind         INT             NOT NULL,
    ItemId           NVARCHAR(100)   NOT NULL,
    EnterpriseCode   NVARCHAR(18)    NOT NULL CONSTRAINT FK_Recusal_Enterprise REFERENCES Enterprise (Code),
    Ground           INT             NOT NULL,
    Note             NVARCHAR(500)   NULL,
    AtUtc            DATETIME2(0)    NOT NULL
);

CREATE INDEX IX_Recusal_ItemId ON Recusal (ItemId, ItemKind, UserId);
CREATE INDEX IX_Recusal_UserId ON Recusal (UserId, AtUtc);

CREATE TABLE Supervisor (
    Id               BIGINT          NOT NULL IDENTITY CONSTRAINT PK_Supervisor PRIMARY KEY,
    EnterpriseCode   NVARCHAR(18)    NOT NULL CONSTRAINT FK_Supervisor_Enterprise REFERENCES Enterprise (Code),
    CaseId           NVARCHAR(100)   NULL, -- null: the whole enterprise
    UserId           BIGINT          NOT NULL CONSTRAINT FK_Supervisor_UserAccount REFERENCES UserAccount (Id),
    AssignedBy       NVARCHAR(100)   NOT NULL,
    AssignedAtUtc    DATETIME2(0)    NOT NULL,
    EndedBy          NVARCHAR(100)   NULL,
    EndedAtUtc       DATETIME2(0)    NULL
);

CREATE INDEX IX_Supervisor_EnterpriseCode ON Supervisor (EnterpriseCode, CaseId, EndedAtUtc);
CREATE INDEX IX_Supervisor_UserId ON Supervisor (UserId, EndedAtUtc);

CREATE TABLE PersonalDataPermit (
    Id               BIGINT          NOT NULL IDENTITY CONSTRAINT PK_PersonalDataPermit PRIMARY KEY,
    UserId           BIGINT          NOT NULL CONSTRAINT FK_PersonalDataPermit_UserAccount REFERENCES UserAccount (Id),
    JurisdictionCode NVARCHAR(12)    NULL CONSTRAINT FK_PersonalDataPermit_Jurisdiction REFERENCES Jurisdiction (Code), -- with its descendants, or
    EnterpriseCode   NVARCHAR(18)    NULL CONSTRAINT FK_PersonalDataPermit_Enterprise REFERENCES Enterprise (Code), -- one enterprise
    FromMonth        NVARCHAR(7)     NOT NULL,
    ToMonth          NVARCHAR(7)     NOT NULL,
    Purpose          NVARCHAR(200)   NOT NULL,
    ValidUntil       DATE            NOT NULL, -- the last day
    GrantedBy        NVARCHAR(100)   NOT NULL,
    GrantedAtUtc     DATETIME2(0)    NOT NULL,
    EndedBy          NVARCHAR(100)   NULL,
    EndedAtUtc       DATETIME2(0)    NULL
);

CREATE INDEX IX_PersonalDataPermit_UserId ON PersonalDataPermit (UserId, ValidUntil);

-- Who has seen or taken which personal data: what the enterprises and the auditor read. The audit log holds the same, chained.
CREATE TABLE Disclosure (
    Id               BIGINT          NOT NULL IDENTITY CONSTRAINT PK_Disclosure PRIMARY KEY,
    AtUtc            DATETIME2(0)    NOT NULL,
    Kind             INT             NOT NULL,
    UserId           BIGINT          NOT NULL,
    UserName         NVARCHAR(100)   NOT NULL,
    DisplayName      NVARCHAR(100)   NOT NULL,
    EnterpriseCode   NVARCHAR(18)    NOT NULL CONSTRAINT FK_Disclosure_Enterprise REFERENCES Enterprise (Code),
    RowId            BIGINT          NULL,
    FilingId         BIGINT          NULL,
    CaseNo           NVARCHAR(64)    NULL,
    Field            INT             NULL,
    Purpose          INT             NULL,
    Note             NVARCHAR(200)   NULL,
    Complainants     INT             NOT NULL
);

CREATE INDEX IX_Disclosure_EnterpriseCode ON Disclosure (EnterpriseCode, AtUtc);
CREATE INDEX IX_Disclosure_UserId ON Disclosure (UserId, Kind, AtUtc);
CREATE INDEX IX_Disclosure_AtUtc ON Disclosure (AtUtc);
CREATE INDEX IX_Disclosure_CaseNo ON Disclosure (CaseNo);

-- A pass of the retention job. Its key makes new hashes out of old ones and is gone when the pass is finished.
CREATE TABLE RetentionPass (
    Id               BIGINT          NOT NULL IDENTITY CONSTRAINT PK_RetentionPass PRIMARY KEY,
    ThroughMonth     NVARCHAR(7)     NOT NULL,
    HashKey          VARBINARY(100)  NULL,
    StartedAtUtc     DATETIME2(0)    NOT NULL,
    FinishedAtUtc    DATETIME2(0)    NULL
);

ALTER TABLE Filing ADD AnonymisedAtUtc DATETIME2(0) NULL;
GO

CREATE INDEX IX_Filing_AnonymisedAtUtc ON Filing (AnonymisedAtUtc, Period);

-- 0: as it was sent; 1: sealed.
ALTER TABLE FilingPart ADD Format INT NOT NULL CONSTRAINT DF_FilingPart_Format DEFAULT 0;
