-- The name of an account is the same however it is capitalised, as servers compare it by themselves.
-- When refused, ask: SELECT GROUP_CONCAT('''' || A.Name || '''', ', ') FROM UserAccount A WHERE EXISTS (SELECT 1 FROM UserAccount B WHERE B.Id <> A.Id AND B.Name = A.Name COLLATE NOCASE)
-- When refused, say: The accounts {0} have names that differ only in capitals, which is one name from this release on. Rename all but one: portal user rename NAME NEW-NAME
DROP INDEX IX_UserAccount_Name;
CREATE UNIQUE INDEX IX_UserAccount_Name ON UserAccount (Name COLLATE NOCASE);
