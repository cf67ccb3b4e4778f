-- What the summary report (汇总报表) and the indicators of requirements §6 count beyond S0-46.
-- Whether a case was dispatched within its limit; null where nothing was to be dispatched, or in rows judged before this column was.
ALTER TABLE LedgerRow ADD DispatchState INTEGER NULL;

-- The households of a month and what they complained of again are read in this index alone.
DROP INDEX IX_LedgerRow_EnterpriseCode_FigureMonth;
CREATE INDEX IX_LedgerRow_Household ON LedgerRow (
    EnterpriseCode, IsCurrent, FigureMonth, ReceivedAt, AddressHash, ComplaintType, ClosingState, ObjectedAt);

ALTER TABLE MonthRollup ADD Reopened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE MonthRollup ADD RatingPoints INTEGER NOT NULL DEFAULT 0;
ALTER TABLE MonthRollup ADD CallBacks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE MonthRollup ADD CallBacksReached INTEGER NOT NULL DEFAULT 0;
ALTER TABLE MonthRollup ADD Dispatches INTEGER NOT NULL DEFAULT 0;
ALTER TABLE MonthRollup ADD DispatchesInTime INTEGER NOT NULL DEFAULT 0;

-- Cases by community of an enterprise and month. Numbered, because engines differ in what they take for the same word.
CREATE TABLE CommunityRollup (
    EnterpriseCode TEXT    NOT NULL,
    Month          TEXT    NOT NULL,
    Number         INTEGER NOT NULL,
    Community      TEXT    NOT NULL,
    Cases          INTEGER NOT NULL,
    CONSTRAINT PK_CommunityRollup PRIMARY KEY (Month, EnterpriseCode, Number)
) STRICT, WITHOUT ROWID;

-- Households of an enterprise and month. SolvedAtOnce adds up over months; the households do not.
CREATE TABLE HouseholdRollup (
    EnterpriseCode   TEXT    NOT NULL,
    Month            TEXT    NOT NULL,
    Households       INTEGER NOT NULL,
    RepeatHouseholds INTEGER NOT NULL,
    SolvedAtOnce     INTEGER NOT NULL,
    CONSTRAINT PK_HouseholdRollup PRIMARY KEY (Month, EnterpriseCode)
) STRICT, WITHOUT ROWID;

-- Which format of the rollups the rows were last counted in; another one is counted again at the start of the portal.
CREATE TABLE RollupFormat (
    Format       INTEGER NOT NULL PRIMARY KEY,
    CountedAtUtc TEXT    NOT NULL
) STRICT;
