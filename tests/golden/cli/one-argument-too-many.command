unset KRING_DATABASE_URL
kring migrate now; kring token create --role staff now; kring serve now
