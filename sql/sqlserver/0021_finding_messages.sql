-- Files the enterprise was given when it was told, so that it knows what it answers to; null: their names only.
ALTER TABLE FindingEvidence ADD ReleasedAtUtc DATETIME2(0) NULL;

-- Which messages about a finding a user has read: every step is one, named by the revision it led to.
CREATE TABLE FindingRead (
    UserId    BIGINT       NOT NULL CONSTRAINT FK_FindingRead_UserAccount REFERENCES UserAccount (Id),
    FindingId BIGINT       NOT NULL CONSTRAINT FK_FindingRead_Finding REFERENCES Finding (Id),
    Revision  INT          NOT NULL,
    ReadAtUtc DATETIME2(0) NOT NULL,
    CONSTRAINT PK_FindingRead PRIMARY KEY (UserId, FindingId, Revision)
);
