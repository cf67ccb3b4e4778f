-- What may happen beside a case's main course: the return of a misdirected order with its reason (S2-18), mediation
-- (S1-45), the complainant's objection and its answer (S0-43, S0-44); and whether a complaint was found valid (S3-07).
ALTER TABLE LedgerRow ADD ReturnedAt DATETIME2(0) NULL;
ALTER TABLE LedgerRow ADD ReturnReason NVARCHAR(1000) NULL;
ALTER TABLE LedgerRow ADD MediatedAt DATETIME2(0) NULL;
ALTER TABLE LedgerRow ADD ObjectedAt DATETIME2(0) NULL;
ALTER TABLE LedgerRow ADD ReconsideredAt DATETIME2(0) NULL;
ALTER TABLE LedgerRow ADD Validity INT NULL;
