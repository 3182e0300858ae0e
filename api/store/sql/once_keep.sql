-- $1 caller, $2 key, $3 http, $4 body, $5 etag, $6 location → one row when the key was there
UPDATE idempotency
SET http = $3::integer,
    body = $4::text,
    etag = $5::text,
    location = $6::text
WHERE caller = $1::text AND key = $2::text
RETURNING key
