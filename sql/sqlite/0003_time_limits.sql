-- Which limits hold where (requirements §5), and the working-day calendars that users load beside the shipped ones.
CREATE TABLE RuleSetAdoption (
    Id               INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    SetCode          TEXT    NOT NULL,
    EffectiveFrom    TEXT    NOT NULL,
    AdoptedAtUtc     TEXT    NOT NULL,
    AdoptedBy        TEXT    NOT NULL
) STRICT;

CREATE INDEX IX_RuleSetAdoption_JurisdictionCode ON RuleSetAdoption (JurisdictionCode);

CREATE TABLE CalendarYear (
    Year        INTEGER NOT NULL PRIMARY KEY,
    Source      TEXT    NULL,
    LoadedAtUtc TEXT    NOT NULL,
    LoadedBy    TEXT    NOT NULL
) STRICT;

-- A year's notice may name the last days of the year before, so a day alone is no key.
CREATE TABLE CalendarDay (
    Year     INTEGER NOT NULL REFERENCES CalendarYear (Year),
    Day      TEXT    NOT NULL,
    IsWorked INTEGER NOT NULL,
    Name     TEXT    NOT NULL,
    CONSTRAINT PK_CalendarDay PRIMARY KEY (Year, Day)
) STRICT;
