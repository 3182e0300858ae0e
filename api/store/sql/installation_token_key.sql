-- no parameters → one row: token_key (hexadecimal)
SELECT encode(token_key, 'hex') AS token_key
FROM installation
