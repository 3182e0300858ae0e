-- no parameters, no result: what follows sees one moment and changes nothing
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
