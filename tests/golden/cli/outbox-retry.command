unset KRING_DATABASE_URL
kring outbox retry --help
kring outbox retry no_basis; kring outbox retry refused unreachable; kring outbox retry refused
KRING_NOTICE_DAYS=0 kring outbox retry
