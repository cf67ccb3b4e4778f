-- Who did what, when and on what. Each entry's hash covers the entry and the hash of the one before; numbers are given by the portal.
CREATE TABLE AuditEntry (
    Seq              INTEGER NOT NULL PRIMARY KEY,
    AtUtc            TEXT    NOT NULL,
    ActorName        TEXT    NOT NULL,
    ActorRole        TEXT    NOT NULL,
    ActorScope       TEXT    NOT NULL,
    Address          TEXT    NULL,
    Action           TEXT    NOT NULL,
    ObjectType       TEXT    NOT NULL,
    ObjectId         TEXT    NOT NULL,
    EnterpriseCode   TEXT    NULL,
    JurisdictionCode TEXT    NULL,
    Detail           TEXT    NOT NULL,
    PreviousHash     BLOB    NOT NULL,
    Hash             BLOB    NOT NULL
) STRICT;

CREATE INDEX IX_AuditEntry_ObjectId ON AuditEntry (ObjectId, ObjectType, Seq);
CREATE INDEX IX_AuditEntry_ActorName ON AuditEntry (ActorName, Seq);
CREATE INDEX IX_AuditEntry_Action ON AuditEntry (Action, Seq);
CREATE INDEX IX_AuditEntry_EnterpriseCode ON AuditEntry (EnterpriseCode, Seq);
CREATE INDEX IX_AuditEntry_AtUtc ON AuditEntry (AtUtc, Seq);

CREATE TRIGGER TR_AuditEntry_Update BEFORE UPDATE ON AuditEntry
BEGIN
    SELECT RAISE(ABORT, 'The audit log is append-only.');
END;

CREATE TRIGGER TR_AuditEntry_Delete BEFORE DELETE ON AuditEntry
BEGIN
    SELECT RAISE(ABORT, 'The audit log is append-only.');
END;

-- One row: the newest entry, sealed with a key that is not in the database.
CREATE TABLE AuditHead (
    Id   INTEGER NOT NULL PRIMARY KEY,
    Seq  INTEGER NOT NULL REFERENCES AuditEntry (Seq),
    Hash BLOB    NOT NULL,
    Seal BLOB    NOT NULL
) STRICT;

-- The last entry of each day that has any, sealed.
CREATE TABLE AuditAnchor (
    Day           TEXT    NOT NULL PRIMARY KEY,
    LastSeq       INTEGER NOT NULL,
    Entries       INTEGER NOT NULL,
    Hash          BLOB    NOT NULL,
    Seal          BLOB    NOT NULL,
    AnchoredAtUtc TEXT    NOT NULL
) STRICT;
