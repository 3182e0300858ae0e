unset KRING_DATABASE_URL
kring migrate now; kring token create --role admin now; kring serve now
