-- Who did what, when and on what. Each entry's hash covers the entry and the hash of the one before; numbers are given by the portal.
CREATE TABLE AuditEntry (
    Seq              BIGINT        NOT NULL CONSTRAINT PK_AuditEntry PRIMARY KEY,
    AtUtc            DATETIME2(0)  NOT NULL,
    ActorName        NVARCHAR(100) NOT NULL,
    ActorRole        NVARCHAR(40)  NOT NULL,
    ActorScope       NVARCHAR(18)  NOT NULL,
    Address          NVARCHAR(64)  NULL,
    Action           NVARCHAR(40)  NOT NULL,
    ObjectType       NVARCHAR(40)  NOT NULL,
    ObjectId         NVARCHAR(200) NOT NULL,
    EnterpriseCode   NVARCHAR(18)  NULL,
    JurisdictionCode NVARCHAR(12)  NULL,
    Detail           NVARCHAR(MAX) NOT NULL,
    PreviousHash     VARBINARY(32) NOT NULL,
    Hash             VARBINARY(32) NOT NULL
);

CREATE INDEX IX_AuditEntry_ObjectId ON AuditEntry (ObjectId, ObjectType, Seq);
CREATE INDEX IX_AuditEntry_ActorName ON AuditEntry (ActorName, Seq);
CREATE INDEX IX_AuditEntry_Action ON AuditEntry (Action, Seq);
CREATE INDEX IX_AuditEntry_EnterpriseCode ON AuditEntry (EnterpriseCode, Seq);
CREATE INDEX IX_AuditEntry_AtUtc ON AuditEntry (AtUtc, Seq);
GO

CREATE TRIGGER TR_AuditEntry_Append ON AuditEntry AFTER UPDATE, DELETE AS
BEGIN
    THROW 51000, 'The audit log is append-only.', 1;
END;
GO

-- One row: the newest entry, sealed with a key that is not in the database.
CREATE TABLE AuditHead (
    Id   INT           NOT NULL CONSTRAINT PK_AuditHead PRIMARY KEY,
    Seq  BIGINT        NOT NULL CONSTRAINT FK_AuditHead_AuditEntry REFERENCES AuditEntry (Seq),
    Hash VARBINARY(32) NOT NULL,
    Seal VARBINARY(32) NOT NULL
);

-- The last entry of each day that has any, sealed.
CREATE TABLE AuditAnchor (
    Day           DATE          NOT NULL CONSTRAINT PK_AuditAnchor PRIMARY KEY,
    LastSeq       BIGINT        NOT NULL,
    Entries       BIGINT        NOT NULL,
    Hash          VARBINARY(32) NOT NULL,
    Seal          VARBINARY(32) NOT NULL,
    AnchoredAtUtc DATETIME2(0)  NOT NULL
);
