-- Evidence and words of spot checks are given up after the period of complainants (S2-42); hashes, codes and figures stay.
-- When the words of a task, and when a file, were erased.
ALTER TABLE SpotTask ADD ErasedAtUtc TEXT NULL;
ALTER TABLE TaskEvidence ADD ErasedAtUtc TEXT NULL;
