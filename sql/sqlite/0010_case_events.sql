-- What may happen beside a case's main course: the return of a misdirected order with its reason (S2-18), mediation
-- (S1-45), the complainant's objection and its answer (S0-43, S0-44); and whether a complaint was found valid (S3-07).
ALTER TABLE LedgerRow ADD COLUMN ReturnedAt TEXT NULL;
ALTER TABLE LedgerRow ADD COLUMN ReturnReason TEXT NULL;
ALTER TABLE LedgerRow ADD COLUMN MediatedAt TEXT NULL;
ALTER TABLE LedgerRow ADD COLUMN ObjectedAt TEXT NULL;
ALTER TABLE LedgerRow ADD COLUMN ReconsideredAt TEXT NULL;
ALTER TABLE LedgerRow ADD COLUMN Validity INTEGER NULL;
