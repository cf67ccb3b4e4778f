-- Failed tries at names without an account: they are locked like accounts, so that a lock does not tell that one exists.
-- The name itself is not kept: people type passwords into the wrong field.
CREATE TABLE UnknownSignIn (
    NameHash       BLOB    NOT NULL PRIMARY KEY,
    Failures       INTEGER NOT NULL,
    LockedUntilUtc TEXT    NULL,
    FailedAtUtc    TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_UnknownSignIn_FailedAtUtc ON UnknownSignIn (FailedAtUtc);

-- Tokens of an OpenID provider that count once, until they would expire anyway.
CREATE TABLE UsedToken (
    TokenHash    BLOB NOT NULL PRIMARY KEY,
    ExpiresAtUtc TEXT NOT NULL
) STRICT;

CREATE INDEX IX_UsedToken_ExpiresAtUtc ON UsedToken (ExpiresAtUtc);
