-- The name of an account is the same however it is capitalised: the collation of the database sees to it.
SELECT 1;
