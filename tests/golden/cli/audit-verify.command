unset KRING_DATABASE_URL
kring audit verify --help
kring audit verify now; kring audit verify --expect 12; kring audit verify --expect 0:00; kring audit verify
kring audit verify --database 'postgresql:///nobody?host=/nowhere' 2> /dev/null
