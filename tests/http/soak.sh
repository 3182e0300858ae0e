#!/bin/sh
# Load and kill loops, minutes of them (make soak): searches at a fixed rate from an open-loop
# client, then PostgreSQL killed again and again under load. Statuses and acknowledged writes are
# tested; latencies are printed, since a shared machine's clock proves nothing.
#   ALUMNI, STUDENTS, RATE, SECONDS_LOAD, KILLS: how much of it
#   QUERY: of the searches (limit=10), such as 'limit=10&filter=seats=any' for all alumni
set -eu
cd "$(dirname "$0")/../.."
: "${OPENLOOP:?run me by make soak}"
alumni=${ALUMNI:-40000}
students=${STUDENTS:-10000}
rate=${RATE:-1000}
seconds=${SECONDS_LOAD:-30}
kills=${KILLS:-20}
query=${QUERY:-limit=10}
. tests/http/server.sh

server_start
import_demo "$alumni" "$students"
alumnus=$(id_of demo-a-000001)

echo "== $rate searches a second for $seconds s, $alumni alumni"
openloop() { # openloop SECONDS: searches for many students, all must answer 200
    "$OPENLOOP" --url "$base" --token "$staff" --targets "$work/targets" --rate "$rate" \
        --seconds "$1" --connections 64
}
ask GET "/v1/people?role=student&limit=200" >/dev/null
grep -o '"id":"[0-9a-f-]*"' "$work/body" |
    sed 's|"id":"\(.*\)"|/v1/people/\1/mentors|' |
    awk -v query="$query" '{ print $0 "?" query }' >"$work/targets"
[ "$(wc -l <"$work/targets")" -gt 100 ] || fail "too few students to search for"
openloop "$seconds" || fail "a search failed"

# What is acknowledged is there; what is refused says when to come again.
patch_seats() {
    ask PATCH "/v1/people/$alumnus" -H 'Content-Type: application/merge-patch+json' \
        -H 'If-Match: *' --data "{\"seats\":$1}"
}
seats_now() {
    ask GET "/v1/people/$alumnus" >/dev/null
    sed -n 's/.*"seats":\([0-9]*\).*/\1/p' "$work/body"
}
writes_again() {
    [ "$(patch_seats "$1")" = 200 ]
}

echo "== PostgreSQL killed $kills times"
i=1
while [ "$i" -le "$kills" ]; do
    writes_again "$i" || fail "round $i: a write is refused though the database is there"
    "$KRING_TEST_PGCTL" kill
    status=$(patch_seats 999)
    [ "$status" = 503 ] || fail "round $i: a write without a database answers $status"
    grep -qi '^retry-after:' "$work/head" || fail "round $i: 503 without Retry-After"
    [ "$(ask GET "/v1/people/$student/mentors")" = 200 ] ||
        fail "round $i: a search without a database fails"
    "$KRING_TEST_PGCTL" start
    until_ok 30 ready || fail "round $i: the server does not come back"
    [ "$(seats_now)" = "$i" ] || fail "round $i: an acknowledged write is lost"
    i=$((i + 1))
done
writes_again 3 || fail "the last write is refused"

echo "== the server killed and started again: the roster is there within a second of ready"
kill -KILL "$server"
wait "$server" || :
server_run
can_search || fail "a search right after the start fails"
[ "$(seats_now)" = 3 ] || fail "an acknowledged write is lost"
server_stop || fail "the server ends with $?"
