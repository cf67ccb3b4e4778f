-- Who is regulated and who regulates (S0-01…13, S4-01…09).
CREATE TABLE Jurisdiction (
    Code       NVARCHAR(12)  NOT NULL CONSTRAINT PK_Jurisdiction PRIMARY KEY,
    ParentCode NVARCHAR(12)  NULL CONSTRAINT FK_Jurisdiction_Jurisdiction REFERENCES Jurisdiction (Code),
    Name       NVARCHAR(100) NOT NULL,
    NameEn     NVARCHAR(100) NOT NULL,
    Level      INT           NOT NULL,
    Path       NVARCHAR(100) NOT NULL -- codes from the root down to this one, each followed by a slash
);

CREATE INDEX IX_Jurisdiction_ParentCode ON Jurisdiction (ParentCode);

CREATE TABLE Authority (
    Code             NVARCHAR(32)  NOT NULL CONSTRAINT PK_Authority PRIMARY KEY,
    Name             NVARCHAR(100) NOT NULL,
    NameEn           NVARCHAR(100) NOT NULL,
    Kind             NVARCHAR(40)  NOT NULL,
    JurisdictionCode NVARCHAR(12)  NOT NULL CONSTRAINT FK_Authority_Jurisdiction REFERENCES Jurisdiction (Code)
);

CREATE TABLE Enterprise (
    Code             NVARCHAR(18)  NOT NULL CONSTRAINT PK_Enterprise PRIMARY KEY,
    Name             NVARCHAR(100) NOT NULL,
    NameEn           NVARCHAR(100) NOT NULL,
    JurisdictionCode NVARCHAR(12)  NOT NULL CONSTRAINT FK_Enterprise_Jurisdiction REFERENCES Jurisdiction (Code),
    Hotline          NVARCHAR(40)  NULL
);

CREATE INDEX IX_Enterprise_JurisdictionCode ON Enterprise (JurisdictionCode);

CREATE TABLE EnterpriseSector (
    EnterpriseCode NVARCHAR(18) NOT NULL CONSTRAINT FK_EnterpriseSector_Enterprise REFERENCES Enterprise (Code),
    Sector         INT          NOT NULL,
    CONSTRAINT PK_EnterpriseSector PRIMARY KEY (EnterpriseCode, Sector)
);

CREATE TABLE EnterpriseSize (
    EnterpriseCode     NVARCHAR(18) NOT NULL CONSTRAINT FK_EnterpriseSize_Enterprise REFERENCES Enterprise (Code),
    Year               INT          NOT NULL,
    Households         BIGINT       NULL,
    Connections        BIGINT       NULL,
    HeatedSquareMetres BIGINT       NULL,
    CONSTRAINT PK_EnterpriseSize PRIMARY KEY (EnterpriseCode, Year)
);

CREATE TABLE EnterpriseChannel (
    Id             BIGINT        NOT NULL IDENTITY CONSTRAINT PK_EnterpriseChannel PRIMARY KEY,
    EnterpriseCode NVARCHAR(18)  NOT NULL CONSTRAINT FK_EnterpriseChannel_Enterprise REFERENCES Enterprise (Code),
    Kind           INT           NOT NULL,
    Address        NVARCHAR(200) NOT NULL,
    IsVerified     BIT           NOT NULL,
    CheckedOn      DATE          NULL
);

CREATE INDEX IX_EnterpriseChannel_EnterpriseCode ON EnterpriseChannel (EnterpriseCode);

CREATE TABLE Contact (
    Id          BIGINT        NOT NULL IDENTITY CONSTRAINT PK_Contact PRIMARY KEY,
    SubjectKind INT           NOT NULL,
    SubjectCode NVARCHAR(32)  NOT NULL,
    Role        INT           NOT NULL,
    Name        NVARCHAR(100) NOT NULL,
    Post        NVARCHAR(100) NULL,
    Phone       NVARCHAR(40)  NULL,
    ValidFrom   DATE          NOT NULL,
    ValidTo     DATE          NULL -- the first day on which it no longer holds
);

CREATE UNIQUE INDEX IX_Contact_Subject_Role_ValidFrom ON Contact (SubjectKind, SubjectCode, Role, ValidFrom);
