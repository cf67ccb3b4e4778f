-- Campaigns that come again at times nobody knows before (S0-59, S0-63, S0-64): which one is repeated, how often, in which window.
CREATE TABLE CampaignSchedule (
    Id                  BIGINT        NOT NULL IDENTITY CONSTRAINT PK_CampaignSchedule PRIMARY KEY,
    JurisdictionCode    NVARCHAR(12)  NOT NULL CONSTRAINT FK_CampaignSchedule_Jurisdiction REFERENCES Jurisdiction (Code),
    TemplateId          BIGINT        NOT NULL CONSTRAINT FK_CampaignSchedule_Campaign REFERENCES Campaign (Id),
    Every               INT           NOT NULL,
    WindowFrom          INT           NOT NULL, -- day of the week, Monday 1, or of the month
    WindowTo            INT           NOT NULL,
    FieldDays           INT           NOT NULL,
    IsHeatingSeasonOnly BIT           NOT NULL,
    FromDay             DATE          NOT NULL,
    CreatedBy           NVARCHAR(100) NOT NULL,
    CreatedAtUtc        DATETIME2(0)  NOT NULL,
    EndedBy             NVARCHAR(100) NULL,
    EndedAtUtc          DATETIME2(0)  NULL
);

CREATE INDEX IX_CampaignSchedule_JurisdictionCode ON CampaignSchedule (JurisdictionCode, EndedAtUtc);

-- One period of a schedule. The moment is drawn when the period begins and shown to nobody before it has come.
CREATE TABLE CampaignRun (
    Id         BIGINT       NOT NULL IDENTITY CONSTRAINT PK_CampaignRun PRIMARY KEY,
    ScheduleId BIGINT       NOT NULL CONSTRAINT FK_CampaignRun_CampaignSchedule REFERENCES CampaignSchedule (Id),
    Period     DATE         NOT NULL, -- its first day
    BeginsAt   DATETIME2(0) NOT NULL, -- wall clock of the ledgers
    CampaignId BIGINT       NULL CONSTRAINT FK_CampaignRun_Campaign REFERENCES Campaign (Id),
    Fault      INT          NULL, -- why it went no further
    DoneAtUtc  DATETIME2(0) NULL
);

CREATE UNIQUE INDEX IX_CampaignRun_ScheduleId ON CampaignRun (ScheduleId, Period);
CREATE INDEX IX_CampaignRun_CampaignId ON CampaignRun (CampaignId);
CREATE INDEX IX_CampaignRun_DoneAtUtc ON CampaignRun (DoneAtUtc, BeginsAt);
