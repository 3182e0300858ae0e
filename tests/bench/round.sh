#!/bin/sh
# Figures of a matching round over HTTP: from enrolment to a proven run, and how long others wait
# meanwhile. `make bench-round`; STUDENTS, ALUMNI and RATE (searches and lists a second) change it.
set -eu
cd "$(dirname "$0")/../.."
: "${OPENLOOP:?run me by make bench-round}"
. tests/http/server.sh
. tests/http/rounds.sh

# load SECONDS: searches of many students and lists, open-loop.
load() {
    "$OPENLOOP" --url "$base" --token "$staff" --targets "$work/targets" --rate "${RATE:-200}" \
        --seconds "$1" --warmup 0
}

seconds() { # seconds WORDS COMMAND…: how long it takes
    words=$1
    shift
    began=$(date +%s%N)
    "$@"
    echo "$words: $((($(date +%s%N) - began) / 1000000)) ms"
}

step() {
    call "$staff" POST "rounds/$round/$1" '{}' >"$work/reply"
    grep -q '"state"' "$work/reply" || fail "$1: $(cat "$work/reply")"
}

# Until it is done; what it says of itself, each second.
run_done() {
    run=$(run_of "$round")
    until state_is done "runs/$run"; do
        call "$staff" GET "runs/$run" | sed -n 's/.*"stage":"\([^"]*\)".*"progress":\([0-9]*\).*/  \1 \2 %/p'
        sleep 1
    done
}

server_start
people "${STUDENTS:-10000}" "${ALUMNI:-5000}"
round=$(call "$staff" POST rounds "{\"programme_id\":\"$programme\",\"name\":\"Autumn\"}" | made)
step open
call "$staff" GET 'people?role=student&limit=200' | grep -o '"items":.*' |
    grep -o '{"id":"[0-9a-f-]*","external_id' | sed 's/{"id":"\([^"]*\)".*/\1/' >"$work/ids"
[ -s "$work/ids" ] || fail "no students"
while read -r id; do
    echo "/v1/people/$id/mentors?limit=10"
    echo "/v1/programmes/$programme"
    echo "/v1/needs?student_id=$id"
done <"$work/ids" >"$work/targets"
until_ok 20 sh -c "curl -sf -o '$work/reply' -H 'Authorization: Bearer $staff' '$base$(head -n 1 "$work/targets")'" ||
    fail "the roster does not follow"
echo "before:"
load 10
load 20 >"$work/during" &
loading=$!
seconds "enrolled" step enrol
seconds "frozen" step freeze
seconds "solved and proven" run_done
wait "$loading" || :
echo "meanwhile (and until 20 s are over):"
cat "$work/during"
download "$run" "$work/folder"
"$KRING_BIN" verify "$work/folder" | tail -n 3
