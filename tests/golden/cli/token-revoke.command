unset KRING_DATABASE_URL
kring token revoke; kring token revoke one two; kring token revoke one
kring token revoke one --database 'postgresql:///nobody?host=/nowhere' 2> /dev/null
