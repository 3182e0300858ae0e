kring tick --help; unset KRING_DATABASE_URL
kring tick --now yesterday; kring tick --now 2026-02-30T10:00:00Z; kring tick --now 2026-11-22; kring tick --now 2026-11-22T10:00:60Z; kring tick --now; kring tick now; kring tick --dry-run; kring tick
kring tick --database 'postgresql:///nobody?host=/nowhere' > /dev/null 2>&1
