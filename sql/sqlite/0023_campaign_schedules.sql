-- Campaigns that come again at times nobody knows before (S0-59, S0-63, S0-64): which one is repeated, how often, in which window.
CREATE TABLE CampaignSchedule (
    Id                  INTEGER NOT NULL PRIMARY KEY,
    JurisdictionCode    TEXT    NOT NULL REFERENCES Jurisdiction (Code),
    TemplateId          INTEGER NOT NULL REFERENCES Campaign (Id),
    Every               INTEGER NOT NULL,
    WindowFrom          INTEGER NOT NULL, -- day of the week, Monday 1, or of the month
    WindowTo            INTEGER NOT NULL,
    FieldDays           INTEGER NOT NULL,
    IsHeatingSeasonOnly INTEGER NOT NULL,
    FromDay             TEXT    NOT NULL,
    CreatedBy           TEXT    NOT NULL,
    CreatedAtUtc        TEXT    NOT NULL,
    EndedBy             TEXT    NULL,
    EndedAtUtc          TEXT    NULL
) STRICT;

CREATE INDEX IX_CampaignSchedule_JurisdictionCode ON CampaignSchedule (JurisdictionCode, EndedAtUtc);

-- One period of a schedule. The moment is drawn when the period begins and shown to nobody before it has come.
CREATE TABLE CampaignRun (
    Id         INTEGER NOT NULL PRIMARY KEY,
    ScheduleId INTEGER NOT NULL REFERENCES CampaignSchedule (Id),
    Period     TEXT    NOT NULL, -- its first day
    BeginsAt   TEXT    NOT NULL, -- wall clock of the ledgers
    CampaignId INTEGER NULL REFERENCES Campaign (Id),
    Fault      INTEGER NULL, -- why it went no further
    DoneAtUtc  TEXT    NULL
) STRICT;

CREATE UNIQUE INDEX IX_CampaignRun_ScheduleId ON CampaignRun (ScheduleId, Period);
CREATE INDEX IX_CampaignRun_CampaignId ON CampaignRun (CampaignId);
CREATE INDEX IX_CampaignRun_DoneAtUtc ON CampaignRun (DoneAtUtc, BeginsAt);
