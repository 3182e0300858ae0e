# For scripts that drive a real server: . tests/http/server.sh, then server_start. It runs on free
# ports, on a database of its own on the throw-away cluster (tests/with_postgres.sh), and ends with
# the script. Sets base, admin, staff and work (a folder that is removed).

: "${KRING_BIN:?run me by make soak or make check-tsan}" "${KRING_TEST_DATABASE_URL:?}"
work=$(mktemp -d)
server=""

server_stop() { # the server's exit code
    [ -n "$server" ] || return 0
    kill -TERM "$server"
    wait "$server" && code=0 || code=$?
    server=""
    return "$code"
}

server_cleanup() {
    code=$?
    trap '' INT TERM
    [ -z "$server" ] || kill -KILL "$server" 2>/dev/null || :
    [ "$code" -eq 0 ] || tail -n 20 "$work/log" 2>/dev/null
    rm -rf "$work"
    exit "$code"
}
trap server_cleanup EXIT
trap 'exit 130' INT TERM

fail() {
    echo "FAILED: $*"
    exit 1
}

# until_ok SECONDS COMMAND…: tries again and again until it succeeds; fails when time is up.
until_ok() {
    end=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -lt "$end" ] || return 1
        sleep 0.05
    done
}

ready() {
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$admin/ready")" = 200 ]
}

addresses_told() {
    base=$(sed -n 's/^Kring serves on //p' "$work/out" 2>/dev/null)
    admin=$(sed -n 's/^Metrics on //p' "$work/out" 2>/dev/null)
    kill -0 "$server" 2>/dev/null || fail "the server did not start"
    [ -n "$base" ] && [ -n "$admin" ]
}

server_run() {
    "$KRING_BIN" serve --allow-unsafe-database >"$work/out" 2>>"$work/log" &
    server=$!
    until_ok 60 addresses_told || fail "the server did not tell its addresses"
    until_ok 60 ready || fail "the server is not ready"
}

server_start() {
    database="kring_$$"
    # What is acknowledged must survive a kill of PostgreSQL: the cluster's own setting is unsafe.
    psql -q "$KRING_TEST_DATABASE_URL" -c "CREATE DATABASE $database" \
        -c "ALTER DATABASE $database SET synchronous_commit = on"
    KRING_DATABASE_URL=$(echo "$KRING_TEST_DATABASE_URL" | sed "s|/postgres?|/$database?|")
    export KRING_DATABASE_URL KRING_LISTEN=127.0.0.1:0 KRING_ADMIN_LISTEN=127.0.0.1:0
    export KRING_TOKEN_RATE=0 KRING_ADDRESS_RATE=0 KRING_LOOKUP_RATE=0 # one token, all the load
    "$KRING_BIN" migrate >/dev/null
    server_run
    staff=$("$KRING_BIN" token create --role admin --days 1)
}

# ask METHOD PATH [CURL-ARGUMENT…]: the status on standard output, the body in $work/body, the
# head in $work/head. 000 when there is no answer.
ask() {
    method=$1
    path=$2
    shift 2
    curl -s -X "$method" -o "$work/body" -D "$work/head" -w '%{http_code}' --max-time 30 \
        -H "Authorization: Bearer $staff" "$@" "$base$path" || :
}

# import_demo ALUMNI STUDENTS: imports generated people and waits until they are in the roster.
import_demo() {
    "$KRING_BIN" demo --alumni "$1" --students "$2" --seed 1 --out "$work/demo.csv"
    status=$(ask POST /v1/imports -H 'Content-Type: text/csv' --data-binary "@$work/demo.csv")
    [ "$status" = 200 ] || fail "the import answers $status: $(cat "$work/body")"
    student=$(id_of demo-s-000001)
    until_ok 10 can_search || fail "the roster does not follow"
}

can_search() {
    [ "$(ask GET "/v1/people/$student/mentors?limit=1")" = 200 ]
}

id_of() {
    ask GET "/v1/people?external_id=$1" >/dev/null
    sed -n 's/.*"items":\[{"id":"\([0-9a-f-]*\)".*/\1/p' "$work/body"
}
