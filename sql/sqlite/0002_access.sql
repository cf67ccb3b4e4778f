-- Local accounts: one role over one scope (a jurisdiction with its descendants, or one enterprise).
CREATE TABLE UserAccount (
    Id           INTEGER NOT NULL PRIMARY KEY,
    Name         TEXT    NOT NULL,
    DisplayName  TEXT    NOT NULL,
    PasswordHash TEXT    NOT NULL,
    Role         TEXT    NOT NULL,
    Scope        TEXT    NOT NULL,
    IsDisabled   INTEGER NOT NULL,
    CreatedAtUtc TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX IX_UserAccount_Name ON UserAccount (Name);
