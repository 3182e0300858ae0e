#!/bin/sh
# What `make run` shows: api/run.sh with a private PostgreSQL of its own. Each curl line that it prints
# is answered; one round is open, one published, with its proof, a pair confirmed and one declined;
# and so they are when it is started again.
set -eu
cd "$(dirname "$0")/../.."
: "${KRING_BIN:?}"
export KRING_BIN
work=$(mktemp -d)
chmod 755 "$work" # PostgreSQL's own user must come through, where root runs this
export KRING_VAR="$work/var"
shown=""

fail() {
    echo "FAILED: $*"
    exit 1
}

show_stop() {
    [ -n "$shown" ] || return 0
    kill -TERM "$shown" 2>/dev/null || :
    wait "$shown" || :
    shown=""
}

cleanup() {
    code=$?
    trap '' INT TERM
    show_stop
    [ "$code" -eq 0 ] || tail -n 30 "$work/out" 2>/dev/null
    rm -rf "$work"
    exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

show_start() {
    KRING_LISTEN="127.0.0.1:$(free_port)"
    KRING_ADMIN_LISTEN="127.0.0.1:$(free_port)"
    export KRING_LISTEN KRING_ADMIN_LISTEN
    sh api/run.sh >"$work/out" 2>&1 &
    shown=$!
    until grep -q '^All operations' "$work/out"; do
        kill -0 "$shown" 2>/dev/null || fail "it ended before it told what to try"
        sleep 0.2
    done
}

# answer PATTERN: of the line to try that has it.
answer() {
    line=$(grep "^  curl .*$1" "$work/out" | head -n 1)
    [ -n "$line" ] || fail "no line to try has $1"
    sh -c "$line"
}

expect() { # expect PATTERN TEXT
    echo "$2" | grep -q "$1" || fail "no $1 in: $2"
}

look() {
    grep '^  curl ' "$work/out" >"$work/lines"
    while read -r line; do
        sh -c "$line" </dev/null >"$work/reply"
        grep -q '^{' "$work/reply" && ! grep -q '"status":[45]' "$work/reply" ||
            fail "$line: $(cat "$work/reply")"
    done <"$work/lines"
    rounds=$(answer /v1/rounds)
    expect '"name":"Spring".*"state":"open"' "$rounds"
    expect '"name":"Autumn".*"state":"published"' "$rounds"
    expect '"sentence":"[^"]*proven' "$(answer /certificate)"
}

show_start
look
staff=$(sed -n 's/^  staff    //p' "$work/out")
pairs=$(curl -s -H "Authorization: Bearer $staff" \
    "http://$KRING_LISTEN/v1/pairs?state=confirmed&count=exact")
expect '"count":1' "$pairs"
show_stop
show_start
look
show_stop
echo "1 passed, 0 failed"
