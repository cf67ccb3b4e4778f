-- A page with its filters under a name, kept by a user for himself; at most one of them is where he starts.
CREATE TABLE SavedView (
    Id           INTEGER NOT NULL PRIMARY KEY,
    UserId       INTEGER NOT NULL REFERENCES UserAccount (Id),
    Name         TEXT    NOT NULL,
    Page         TEXT    NOT NULL, -- the path of the page, such as /desk
    Query        TEXT    NOT NULL, -- without the question mark; empty for the page as it opens
    IsStart      INTEGER NOT NULL,
    CreatedAtUtc TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_SavedView_UserId ON SavedView (UserId, Name);

-- Cases of an enterprise and month by what they were put down to: Kind 1 责任归属, 2 二级类型. Numbered, because engines
-- differ in what they take for the same word.
CREATE TABLE CauseRollup (
    EnterpriseCode TEXT    NOT NULL,
    Month          TEXT    NOT NULL,
    Kind           INTEGER NOT NULL,
    Number         INTEGER NOT NULL,
    Cause          TEXT    NOT NULL,
    Cases          INTEGER NOT NULL,
    CONSTRAINT PK_CauseRollup PRIMARY KEY (Month, EnterpriseCode, Kind, Number)
) STRICT, WITHOUT ROWID;
