-- Failed tries at names without an account: they are locked like accounts, so that a lock does not tell that one exists.
-- The name itself is not kept: people type passwords into the wrong field.
CREATE TABLE UnknownSignIn (
    NameHash       VARBINARY(32) NOT NULL CONSTRAINT PK_UnknownSignIn PRIMARY KEY,
    Failures       INT           NOT NULL,
    LockedUntilUtc DATETIME2(0)  NULL,
    FailedAtUtc    DATETIME2(0)  NOT NULL
);

CREATE INDEX IX_UnknownSignIn_FailedAtUtc ON UnknownSignIn (FailedAtUtc);

-- Tokens of an OpenID provider that count once, until they would expire anyway.
CREATE TABLE UsedToken (
    TokenHash    VARBINARY(32) NOT NULL CONSTRAINT PK_UsedToken PRIMARY KEY,
    ExpiresAtUtc DATETIME2(0)  NOT NULL
);

CREATE INDEX IX_UsedToken_ExpiresAtUtc ON UsedToken (ExpiresAtUtc);
