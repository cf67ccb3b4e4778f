-- Which limits hold where (requirements §5), and the working-day calendars that users load beside the shipped ones.
CREATE TABLE RuleSetAdoption (
    Id               BIGINT        NOT NULL IDENTITY CONSTRAINT PK_RuleSetAdoption PRIMARY KEY,
    JurisdictionCode NVARCHAR(12)  NOT NULL CONSTRAINT FK_RuleSetAdoption_Jurisdiction REFERENCES Jurisdiction (Code),
    SetCode          NVARCHAR(40)  NOT NULL,
    EffectiveFrom    DATE          NOT NULL,
    AdoptedAtUtc     DATETIME2(0)  NOT NULL,
    AdoptedBy        NVARCHAR(100) NOT NULL
);

CREATE INDEX IX_RuleSetAdoption_JurisdictionCode ON RuleSetAdoption (JurisdictionCode);

CREATE TABLE CalendarYear (
    Year        INT           NOT NULL CONSTRAINT PK_CalendarYear PRIMARY KEY,
    Source      NVARCHAR(400) NULL,
    LoadedAtUtc DATETIME2(0)  NOT NULL,
    LoadedBy    NVARCHAR(100) NOT NULL
);

-- A year's notice may name the last days of the year before, so a day alone is no key.
CREATE TABLE CalendarDay (
    Year     INT           NOT NULL CONSTRAINT FK_CalendarDay_CalendarYear REFERENCES CalendarYear (Year),
    Day      DATE          NOT NULL,
    IsWorked BIT           NOT NULL,
    Name     NVARCHAR(100) NOT NULL,
    CONSTRAINT PK_CalendarDay PRIMARY KEY (Year, Day)
);
