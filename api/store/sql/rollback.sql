-- no parameters, no result
ROLLBACK
