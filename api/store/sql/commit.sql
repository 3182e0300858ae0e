-- no parameters, no result
COMMIT
