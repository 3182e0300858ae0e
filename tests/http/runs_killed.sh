#!/bin/sh
# A server is killed -9 in the middle of a run, and PostgreSQL in the middle of another: whoever comes
# next makes them again, to the same bytes as a run that nobody disturbed, and ends them once.
set -eu
cd "$(dirname "$0")/../.."
. tests/http/server.sh
. tests/http/rounds.sh

asked() { # asked SQL: the first cell
    psql -qAt "$KRING_DATABASE_URL" -c "$1"
}

running() {
    [ "$(asked "SELECT state FROM run WHERE id = '$1'")" = running ]
}

# A run that is held back at its end, since another one has its row; sets run.
held_run() {
    run=$(run_of "$round")
    mkfifo "$work/holder.$run"
    psql -qAt "$KRING_DATABASE_URL" <"$work/holder.$run" >"$work/held.$run" 2>&1 &
    holder=$!
    exec 9>"$work/holder.$run"
    until_ok 20 running "$run" || fail "the run does not begin"
    echo "BEGIN; SELECT state FROM run WHERE id = '$run' FOR UPDATE;" >&9
    until_ok 20 grep -q . "$work/held.$run" || fail "the run is not held"
    [ "$(cat "$work/held.$run")" = running ] || fail "the run ended before it was held"
}

let_go() {
    exec 9>&-
    wait "$holder" || :
}

# same_as_undisturbed HISTORY…: the bytes, and that it happened in one of these ways.
same_as_undisturbed() {
    download "$run" "$work/$run"
    diff -r "$work/undisturbed" "$work/$run" || fail "other bytes than those of the undisturbed run"
    history=$(asked "SELECT string_agg(event, ' ' ORDER BY version) FROM audit
        WHERE object_id = '$run'")
    for way in "$@"; do
        [ "$history" != "$way" ] || history=""
    done
    [ -z "$history" ] || fail "the run's history: $history"
    "$KRING_BIN" verify "$work/$run" >"$work/verified" || fail "$(cat "$work/verified")"
}

server_start
people 1500 700
asked "ALTER TABLE run ALTER lease_seconds SET DEFAULT 3"
round=$(frozen Autumn)
run=$(run_of "$round")
until_ok 60 state_is done "runs/$run" || fail "the undisturbed run is not done"
download "$run" "$work/undisturbed"

held_run
kill -KILL "$server"
wait "$server" || :
server=""
let_go
server_run
until_ok 60 state_is done "runs/$run" || fail "no server makes the run of the one that was killed"
same_as_undisturbed "create start requeue start finish"

held_run
"$KRING_TEST_PGCTL" kill
let_go
"$KRING_TEST_PGCTL" start
until_ok 60 ready || fail "the server is not ready after PostgreSQL's restart"
until_ok 90 state_is done "runs/$run" || fail "the run does not end after PostgreSQL's restart"
# Who was making it may still end it, when its lease has not passed.
same_as_undisturbed "create start finish" "create start requeue start finish"

# Two servers, and more runs than they make at once: each is made once.
first=$server
server=""
mv "$work/out" "$work/first.out"
server_run
for _ in 1 2 3 4 5 6; do run_of "$round"; done >"$work/runs"
while read -r run; do
    until_ok 60 state_is done "runs/$run" || fail "of many, one is not done"
    download "$run" "$work/$run"
    diff -r "$work/undisturbed" "$work/$run" || fail "other bytes"
done <"$work/runs"
[ "$(asked "SELECT count(*) FROM audit WHERE event = 'start' AND object_id IN (
    SELECT id FROM run ORDER BY id DESC LIMIT 6)")" = 6 ] || fail "a run was made twice"
kill -TERM "$first"
wait "$first" || fail "the first server ended with $?"
server_stop
echo "1 passed, 0 failed"
