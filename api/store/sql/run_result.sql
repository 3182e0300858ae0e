-- $1 id, $2..$4 students, mentors, seats in it, $5 matched, $6 the total, $7 the worst score (basis
-- points; $2 to $7 NULL of one whose musts cannot hold together), $8 hash of the problem, $9 why it
-- could not be made (then all others are NULL): what a run that is about to end found
UPDATE run
SET students = $2::integer,
    mentors = $3::integer,
    seats = $4::integer,
    matched = $5::integer,
    total_bp = $6::bigint,
    worst_bp = $7::integer,
    problem = $8::text,
    failure = $9::text
WHERE id = $1::uuid
