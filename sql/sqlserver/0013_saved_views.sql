-- A page with its filters under a name, kept by a user for himself; at most one of them is where he starts.
CREATE TABLE SavedView (
    Id           BIGINT         NOT NULL IDENTITY CONSTRAINT PK_SavedView PRIMARY KEY,
    UserId       BIGINT         NOT NULL CONSTRAINT FK_SavedView_UserAccount REFERENCES UserAccount (Id),
    Name         NVARCHAR(100)  NOT NULL,
    Page         NVARCHAR(40)   NOT NULL, -- the path of the page, such as /desk
    Query        NVARCHAR(2000) NOT NULL, -- without the question mark; empty for the page as it opens
    IsStart      BIT            NOT NULL,
    CreatedAtUtc DATETIME2(0)   NOT NULL
);

CREATE INDEX IX_SavedView_UserId ON SavedView (UserId, Name);

-- Cases of an enterprise and month by what they were put down to: Kind 1 责任归属, 2 二级类型. Numbered, because engines
-- differ in what they take for the same word.
CREATE TABLE CauseRollup (
    EnterpriseCode NVARCHAR(18)  NOT NULL,
    Month          NVARCHAR(7)   NOT NULL,
    Kind           INT           NOT NULL,
    Number         INT           NOT NULL,
    Cause          NVARCHAR(400) NOT NULL,
    Cases          INT           NOT NULL,
    CONSTRAINT PK_CauseRollup PRIMARY KEY (Month, EnterpriseCode, Kind, Number)
);
