-- Local accounts: one role over one scope (a jurisdiction with its descendants, or one enterprise).
CREATE TABLE UserAccount (
    Id           BIGINT        NOT NULL IDENTITY CONSTRAINT PK_UserAccount PRIMARY KEY,
    Name         NVARCHAR(100) NOT NULL,
    DisplayName  NVARCHAR(100) NOT NULL,
    PasswordHash NVARCHAR(400) NOT NULL,
    Role         NVARCHAR(40)  NOT NULL,
    Scope        NVARCHAR(18)  NOT NULL,
    IsDisabled   BIT           NOT NULL,
    CreatedAtUtc DATETIME2(0)  NOT NULL
);

CREATE UNIQUE INDEX IX_UserAccount_Name ON UserAccount (Name);
