#!/bin/sh
# Searches, imports, patches, a lost and a returned database and a stop, all at once, on a server;
# and a round whose rows two threads share. All is built with ThreadSanitizer: no report (run.sh
# looks for its files), and a clean end.
set -eu
cd "$(dirname "$0")/../.."
. tests/http/server.sh

server_start
import_demo 500 100

search_for_a_while() {
    for i in $(seq 150); do
        curl -s -o /dev/null -H "Authorization: Bearer $staff" "$base/v1/people/$student/mentors"
        curl -s -o /dev/null -H "Authorization: Bearer $staff" "$base/v1/people/$student"
    done
}
search_for_a_while &
first=$!
search_for_a_while &
second=$!
for seats in 1 2 3 4 5; do
    status=$(ask PATCH "/v1/people/$student" -H 'Content-Type: application/merge-patch+json' \
        -H 'If-Match: *' --data "{\"seats\":$seats}")
    [ "$status" = 200 ] || fail "PATCH answers $status: $(cat "$work/body")"
done
status=$(ask POST /v1/imports -H 'Content-Type: text/csv' --data-binary "@$work/demo.csv")
[ "$status" = 200 ] || fail "the import answers $status"
"$KRING_TEST_PGCTL" kill
"$KRING_TEST_PGCTL" start
until_ok 30 ready || fail "the server does not come back"
wait "$first" "$second"
server_stop || fail "the server ends with $?"

kring=$(realpath "${KRING_BIN:-build/kring}")
"$kring" demo --alumni 150 --students 300 --codes --out "$work/cohort.csv"
"$kring" round --people "$work/cohort.csv" --threads 2 --out "$work/round" >/dev/null ||
    fail "kring round ends with $?"
"$kring" verify "$work/round" >/dev/null || fail "kring verify ends with $?"
