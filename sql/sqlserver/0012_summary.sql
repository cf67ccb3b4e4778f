-- What the summary report (汇总报表) and the indicators of requirements §6 count beyond S0-46.
-- Whether a case was dispatched within its limit; null where nothing was to be dispatched, or in rows judged before this column was.
ALTER TABLE LedgerRow ADD DispatchState INT NULL;
GO

-- The households of a month and what they complained of again are read in this index alone.
DROP INDEX IX_LedgerRow_EnterpriseCode_FigureMonth ON LedgerRow;
CREATE INDEX IX_LedgerRow_Household ON LedgerRow (EnterpriseCode, IsCurrent, FigureMonth, ReceivedAt)
    INCLUDE (AddressHash, ComplaintType, ClosingState, ObjectedAt);

ALTER TABLE MonthRollup ADD Reopened INT NOT NULL CONSTRAINT DF_MonthRollup_Reopened DEFAULT 0;
ALTER TABLE MonthRollup ADD RatingPoints INT NOT NULL CONSTRAINT DF_MonthRollup_RatingPoints DEFAULT 0;
ALTER TABLE MonthRollup ADD CallBacks INT NOT NULL CONSTRAINT DF_MonthRollup_CallBacks DEFAULT 0;
ALTER TABLE MonthRollup ADD CallBacksReached INT NOT NULL CONSTRAINT DF_MonthRollup_CallBacksReached DEFAULT 0;
ALTER TABLE MonthRollup ADD Dispatches INT NOT NULL CONSTRAINT DF_MonthRollup_Dispatches DEFAULT 0;
ALTER TABLE MonthRollup ADD DispatchesInTime INT NOT NULL CONSTRAINT DF_MonthRollup_DispatchesInTime DEFAULT 0;
GO

-- Cases by community of an enterprise and month. Numbered, because engines differ in what they take for the same word.
CREATE TABLE CommunityRollup (
    EnterpriseCode         NVARCHAR(18)    NOT NULL,
    Month                  NVARCHAR(7)     NOT NULL,
    Number                 INT             NOT NULL,
    Community              NVARCHAR(200)   NOT NULL,
    Cases                  INT             NOT NULL,
    CONSTRAINT PK_CommunityRollup PRIMARY KEY (Month, EnterpriseCode, Number)
);

-- Households of an enterprise and month. SolvedAtOnce adds up over months; the households do not.
CREATE TABLE HouseholdRollup (
    EnterpriseCode         NVARCHAR(18)    NOT NULL,
    Month                  NVARCHAR(7)     NOT NULL,
    Households             INT             NOT NULL,
    RepeatHouseholds       INT             NOT NULL,
    SolvedAtOnce           INT             NOT NULL,
    CONSTRAINT PK_HouseholdRollup PRIMARY KEY (Month, EnterpriseCode)
);

-- Which format of the rollups the rows were last counted in; another one is counted again at the start of the portal.
CREATE TABLE RollupFormat (
    Format                 INT             NOT NULL CONSTRAINT PK_RollupFormat PRIMARY KEY,
    CountedAtUtc           DATETIME2(0)    NOT NULL
);
