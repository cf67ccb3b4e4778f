-- Who goes along with the inspector of a task (双随机, S3-29): sees it and may answer it, with one result for all. The first stands in SpotTask.
CREATE TABLE TaskCompanion (
    TaskId BIGINT NOT NULL CONSTRAINT FK_TaskCompanion_SpotTask REFERENCES SpotTask (Id),
    UserId BIGINT NOT NULL CONSTRAINT FK_TaskCompanion_UserAccount REFERENCES UserAccount (Id),
    Place  INT    NOT NULL, -- 2 and up, in the order of the draw
    CONSTRAINT PK_TaskCompanion PRIMARY KEY (TaskId, UserId)
);

CREATE INDEX IX_TaskCompanion_UserId ON TaskCompanion (UserId, TaskId);

-- Work that had been kept beside and was counted after all: by whom, why, and as what it had been kept.
CREATE TABLE TaskCounting (
    AttemptId    BIGINT        NOT NULL CONSTRAINT PK_TaskCounting PRIMARY KEY CONSTRAINT FK_TaskCounting_TaskAttempt REFERENCES TaskAttempt (Id),
    KeptAs       INT           NOT NULL, -- the standing it had
    Reason       NVARCHAR(500) NOT NULL,
    CountedBy    NVARCHAR(100) NOT NULL,
    CountedAtUtc DATETIME2(0)  NOT NULL
);
