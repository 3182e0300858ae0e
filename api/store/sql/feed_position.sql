-- $1 a position (xid8 as text) → one row: the next position, and whether $1 is ahead of this
-- server's transactions, as no position it gave can be
SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS next,
    $1::text::xid8 > pg_snapshot_xmax(pg_current_snapshot()) AS ahead
