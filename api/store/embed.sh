#!/bin/sh
# Writes C that holds every .sql file: embed.sh "QUERY FILES" "SCHEMA FILES" > sql.c
# The names are the files' names; api/store/store_sql.h declares the tables.
set -eu

c_string() {
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/    "/' -e 's/$/\\n"/' "$1"
}

table() { # table NAME FILES…
    echo "const struct sql_file $1[] = {"
    shift
    for file in "$@"; do
        printf '{"%s",\n' "$(basename "$file" .sql)"
        c_string "$file"
        echo '},'
    done
    echo '{NULL, NULL}};'
}

echo '#include "api/store/store_sql.h"'
echo '#include <stddef.h>'
# A migration may be longer than the 4095 bytes that ISO C asks of every compiler.
echo '#pragma GCC diagnostic ignored "-Woverlength-strings"'
# shellcheck disable=SC2086 # the lists are words
table sql_queries $1
# shellcheck disable=SC2086
table sql_migrations $2
