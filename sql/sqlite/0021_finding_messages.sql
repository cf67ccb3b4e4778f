-- Files the enterprise was given when it was told, so that it knows what it answers to; null: their names only.
ALTER TABLE FindingEvidence ADD ReleasedAtUtc TEXT NULL;

-- Which messages about a finding a user has read: every step is one, named by the revision it led to.
CREATE TABLE FindingRead (
    UserId    INTEGER NOT NULL REFERENCES UserAccount (Id),
    FindingId INTEGER NOT NULL REFERENCES Finding (Id),
    Revision  INTEGER NOT NULL,
    ReadAtUtc TEXT    NOT NULL,
    CONSTRAINT PK_FindingRead PRIMARY KEY (UserId, FindingId, Revision)
) STRICT, WITHOUT ROWID;
