-- Who is regulated and who regulates (S0-01…13, S4-01…09).
CREATE TABLE Jurisdiction (
    Code       TEXT NOT NULL PRIMARY KEY,
    ParentCode TEXT NULL REFERENCES Jurisdiction (Code),
    Name       TEXT NOT NULL,
    NameEn     TEXT NOT NULL,
    Level      INTEGER NOT NULL,
    Path       TEXT NOT NULL -- codes from the root down to this one, each followed by a slash
) STRICT;

CREATE INDEX IX_Jurisdiction_ParentCode ON Jurisdiction (ParentCode);

CREATE TABLE Authority (
    Code             TEXT NOT NULL PRIMARY KEY,
    Name             TEXT NOT NULL,
    NameEn           TEXT NOT NULL,
    Kind             TEXT NOT NULL,
    JurisdictionCode TEXT NOT NULL REFERENCES Jurisdiction (Code)
) STRICT;

CREATE TABLE Enterprise (
    Code             TEXT NOT NULL PRIMARY KEY,
    Name             TEXT NOT NULL,
    NameEn           TEXT NOT NULL,
    JurisdictionCode TEXT NOT NULL REFERENCES Jurisdiction (Code),
    Hotline          TEXT NULL
) STRICT;

CREATE INDEX IX_Enterprise_JurisdictionCode ON Enterprise (JurisdictionCode);

CREATE TABLE EnterpriseSector (
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    Sector         INTEGER NOT NULL,
    CONSTRAINT PK_EnterpriseSector PRIMARY KEY (EnterpriseCode, Sector)
) STRICT;

CREATE TABLE EnterpriseSize (
    EnterpriseCode    TEXT    NOT NULL REFERENCES Enterprise (Code),
    Year              INTEGER NOT NULL,
    Households        INTEGER NULL,
    Connections       INTEGER NULL,
    HeatedSquareMetres INTEGER NULL,
    CONSTRAINT PK_EnterpriseSize PRIMARY KEY (EnterpriseCode, Year)
) STRICT;

CREATE TABLE EnterpriseChannel (
    Id             INTEGER NOT NULL PRIMARY KEY,
    EnterpriseCode TEXT    NOT NULL REFERENCES Enterprise (Code),
    Kind           INTEGER NOT NULL,
    Address        TEXT    NOT NULL,
    IsVerified     INTEGER NOT NULL,
    CheckedOn      TEXT    NULL
) STRICT;

CREATE INDEX IX_EnterpriseChannel_EnterpriseCode ON EnterpriseChannel (EnterpriseCode);

CREATE TABLE Contact (
    Id          INTEGER NOT NULL PRIMARY KEY,
    SubjectKind INTEGER NOT NULL,
    SubjectCode TEXT    NOT NULL,
    Role        INTEGER NOT NULL,
    Name        TEXT    NOT NULL,
    Post        TEXT    NULL,
    Phone       TEXT    NULL,
    ValidFrom   TEXT    NOT NULL,
    ValidTo     TEXT    NULL -- the first day on which it no longer holds
) STRICT;

CREATE UNIQUE INDEX IX_Contact_Subject_Role_ValidFrom ON Contact (SubjectKind, SubjectCode, Role, ValidFrom);
