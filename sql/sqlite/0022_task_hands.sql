-- Who goes along with the inspector of a task (双随机, S3-29): sees it and may answer it, with one result for all. The first stands in SpotTask.
CREATE TABLE TaskCompanion (
    TaskId INTEGER NOT NULL REFERENCES SpotTask (Id),
    UserId INTEGER NOT NULL REFERENCES UserAccount (Id),
    Place  INTEGER NOT NULL, -- 2 and up, in the order of the draw
    CONSTRAINT PK_TaskCompanion PRIMARY KEY (TaskId, UserId)
) STRICT, WITHOUT ROWID;

CREATE INDEX IX_TaskCompanion_UserId ON TaskCompanion (UserId, TaskId);

-- Work that had been kept beside and was counted after all: by whom, why, and as what it had been kept.
CREATE TABLE TaskCounting (
    AttemptId    INTEGER NOT NULL PRIMARY KEY REFERENCES TaskAttempt (Id),
    KeptAs       INTEGER NOT NULL, -- the standing it had
    Reason       TEXT    NOT NULL,
    CountedBy    TEXT    NOT NULL,
    CountedAtUtc TEXT    NOT NULL
) STRICT;
