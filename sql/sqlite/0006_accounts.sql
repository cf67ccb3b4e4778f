-- An account may hold several pairs of role and scope; a sign-in is a session under one of them.
CREATE TABLE UserGrant (
    Id           INTEGER NOT NULL PRIMARY KEY,
    UserId       INTEGER NOT NULL REFERENCES UserAccount (Id),
    Role         TEXT    NOT NULL,
    Scope        TEXT    NOT NULL,
    Origin       TEXT    NOT NULL,
    GrantedBy    TEXT    NOT NULL,
    GrantedAtUtc TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX IX_UserGrant_UserId_Role_Scope ON UserGrant (UserId, Role, Scope);

INSERT INTO UserGrant (UserId, Role, Scope, Origin, GrantedBy, GrantedAtUtc)
SELECT Id, Role, Scope, 'Local', 'migration', CreatedAtUtc FROM UserAccount;

ALTER TABLE UserAccount DROP COLUMN Role;
ALTER TABLE UserAccount DROP COLUMN Scope;
ALTER TABLE UserAccount ADD COLUMN Email TEXT NULL;
ALTER TABLE UserAccount ADD COLUMN MustChangePassword INTEGER NOT NULL DEFAULT 0;
ALTER TABLE UserAccount ADD COLUMN PasswordChangedAtUtc TEXT NULL;
ALTER TABLE UserAccount ADD COLUMN FailedSignIns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE UserAccount ADD COLUMN LockedUntilUtc TEXT NULL;
ALTER TABLE UserAccount ADD COLUMN SecondFactor BLOB NULL;
ALTER TABLE UserAccount ADD COLUMN SecondFactorStep INTEGER NULL;

CREATE INDEX IX_UserAccount_Email ON UserAccount (Email);

CREATE TABLE UserRecoveryCode (
    UserId    INTEGER NOT NULL REFERENCES UserAccount (Id),
    CodeHash  BLOB    NOT NULL,
    UsedAtUtc TEXT    NULL,
    CONSTRAINT PK_UserRecoveryCode PRIMARY KEY (UserId, CodeHash)
) STRICT;

-- Who an OpenID provider says somebody is, and whose account that is here.
CREATE TABLE UserIdentity (
    Issuer      TEXT    NOT NULL,
    Subject     TEXT    NOT NULL,
    UserId      INTEGER NOT NULL REFERENCES UserAccount (Id),
    LinkedAtUtc TEXT    NOT NULL,
    CONSTRAINT PK_UserIdentity PRIMARY KEY (Issuer, Subject)
) STRICT;

CREATE INDEX IX_UserIdentity_UserId ON UserIdentity (UserId);

-- GrantId points at nothing once the grant is taken away: that ends the session, and the row stays for the record.
CREATE TABLE UserSession (
    Id              TEXT    NOT NULL PRIMARY KEY,
    UserId          INTEGER NOT NULL REFERENCES UserAccount (Id),
    GrantId         INTEGER NOT NULL,
    Method          TEXT    NOT NULL,
    StartedAtUtc    TEXT    NOT NULL,
    SeenAtUtc       TEXT    NOT NULL,
    EndedAtUtc      TEXT    NULL,
    EndReason       TEXT    NULL,
    Address         TEXT    NOT NULL,
    Agent           TEXT    NOT NULL,
    ProviderSession TEXT    NULL
) STRICT;

CREATE INDEX IX_UserSession_UserId ON UserSession (UserId, EndedAtUtc);
CREATE INDEX IX_UserSession_ProviderSession ON UserSession (ProviderSession);
