unset KRING_DATABASE_URL
kring outbox --help
kring outbox now; kring outbox
kring outbox --database 'postgresql:///nobody?host=/nowhere' 2> /dev/null
