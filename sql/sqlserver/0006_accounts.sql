-- An account may hold several pairs of role and scope; a sign-in is a session under one of them.
CREATE TABLE UserGrant (
    Id           BIGINT        NOT NULL IDENTITY CONSTRAINT PK_UserGrant PRIMARY KEY,
    UserId       BIGINT        NOT NULL CONSTRAINT FK_UserGrant_UserAccount REFERENCES UserAccount (Id),
    Role         NVARCHAR(40)  NOT NULL,
    Scope        NVARCHAR(18)  NOT NULL,
    Origin       NVARCHAR(20)  NOT NULL,
    GrantedBy    NVARCHAR(100) NOT NULL,
    GrantedAtUtc DATETIME2(0)  NOT NULL
);

CREATE UNIQUE INDEX IX_UserGrant_UserId_Role_Scope ON UserGrant (UserId, Role, Scope);
GO

INSERT INTO UserGrant (UserId, Role, Scope, Origin, GrantedBy, GrantedAtUtc)
SELECT Id, Role, Scope, 'Local', 'migration', CreatedAtUtc FROM UserAccount;
GO

ALTER TABLE UserAccount DROP COLUMN Role;
ALTER TABLE UserAccount DROP COLUMN Scope;
ALTER TABLE UserAccount ADD Email NVARCHAR(200) NULL;
ALTER TABLE UserAccount ADD MustChangePassword BIT NOT NULL CONSTRAINT DF_UserAccount_MustChangePassword DEFAULT 0;
ALTER TABLE UserAccount ADD PasswordChangedAtUtc DATETIME2(0) NULL;
ALTER TABLE UserAccount ADD FailedSignIns INT NOT NULL CONSTRAINT DF_UserAccount_FailedSignIns DEFAULT 0;
ALTER TABLE UserAccount ADD LockedUntilUtc DATETIME2(0) NULL;
ALTER TABLE UserAccount ADD SecondFactor VARBINARY(400) NULL;
ALTER TABLE UserAccount ADD SecondFactorStep BIGINT NULL;
GO

CREATE INDEX IX_UserAccount_Email ON UserAccount (Email);

CREATE TABLE UserRecoveryCode (
    UserId    BIGINT        NOT NULL CONSTRAINT FK_UserRecoveryCode_UserAccount REFERENCES UserAccount (Id),
    CodeHash  VARBINARY(32) NOT NULL,
    UsedAtUtc DATETIME2(0)  NULL,
    CONSTRAINT PK_UserRecoveryCode PRIMARY KEY (UserId, CodeHash)
);

-- Who an OpenID provider says somebody is, and whose account that is here.
CREATE TABLE UserIdentity (
    Issuer      NVARCHAR(200) COLLATE Latin1_General_BIN2 NOT NULL,
    Subject     NVARCHAR(200) COLLATE Latin1_General_BIN2 NOT NULL,
    UserId      BIGINT        NOT NULL CONSTRAINT FK_UserIdentity_UserAccount REFERENCES UserAccount (Id),
    LinkedAtUtc DATETIME2(0)  NOT NULL,
    CONSTRAINT PK_UserIdentity PRIMARY KEY (Issuer, Subject)
);

CREATE INDEX IX_UserIdentity_UserId ON UserIdentity (UserId);

-- GrantId points at nothing once the grant is taken away: that ends the session, and the row stays for the record.
CREATE TABLE UserSession (
    Id              NVARCHAR(40)  NOT NULL CONSTRAINT PK_UserSession PRIMARY KEY,
    UserId          BIGINT        NOT NULL CONSTRAINT FK_UserSession_UserAccount REFERENCES UserAccount (Id),
    GrantId         BIGINT        NOT NULL,
    Method          NVARCHAR(20)  NOT NULL,
    StartedAtUtc    DATETIME2(0)  NOT NULL,
    SeenAtUtc       DATETIME2(0)  NOT NULL,
    EndedAtUtc      DATETIME2(0)  NULL,
    EndReason       NVARCHAR(20)  NULL,
    Address         NVARCHAR(64)  NOT NULL,
    Agent           NVARCHAR(300) NOT NULL,
    ProviderSession NVARCHAR(200) NULL
);

CREATE INDEX IX_UserSession_UserId ON UserSession (UserId, EndedAtUtc);
CREATE INDEX IX_UserSession_ProviderSession ON UserSession (ProviderSession);
