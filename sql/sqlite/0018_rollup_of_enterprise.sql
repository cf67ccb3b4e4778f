-- The figures of one enterprise are replaced and compared at once; the key of the table keeps together what a screen reads.
CREATE INDEX IX_MonthRollup_EnterpriseCode ON MonthRollup (EnterpriseCode, Month);
