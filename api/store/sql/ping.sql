-- no parameters → one row: 1
SELECT 1 AS one
