#!/bin/sh
# After an erasure every published run still verifies, and names nobody who was erased.
set -eu
cd "$(dirname "$0")/../.."
. tests/http/server.sh
. tests/http/rounds.sh

sees() { # sees TOKEN PATH PATTERN
    call "$1" GET "$2" | grep -q "$3"
}

server_start
people 60 40
round=$(frozen Autumn)
run=$(run_of "$round")
until_ok 60 state_is done "runs/$run" || fail "the run is not done"
call "$staff" PATCH "rounds/$round" "{\"run_id\":\"$run\"}" >/dev/null
call "$staff" POST "rounds/$round/review" '{}' >/dev/null
call "$staff" POST "rounds/$round/approve" '{}' >/dev/null
officer=$(call "$staff" GET "people?external_id=demo-a-000040" |
    sed -n 's/.*"items":\[{"id":"\([0-9a-f-]*\)".*/\1/p')
call "$staff" POST appointments "{\"person_id\":\"$officer\",\"role\":\"career_centre\",
    \"unit_id\":\"$unit\"}" >/dev/null
named=$("$KRING_BIN" token create --person demo-a-000040 --days 1)
until_ok 20 sees "$named" "rounds/$round" '"publish"' || fail "the server does not know of the role"
call "$named" POST "rounds/$round/publish" '{}' | grep -q '"state":"published"' ||
    fail "the round is not published"
download "$run" "$work/before"

psql -qAt "$KRING_DATABASE_URL" -F ' ' -c "SELECT student.id, student.external_id, student.name,
    mentor.id, mentor.external_id, mentor.name FROM pair JOIN person AS student
    ON student.id = student_id JOIN person AS mentor ON mentor.id = mentor_id
    WHERE pair.state = 'released' AND mentor.external_id <> 'demo-a-000040' LIMIT 1" \
    -F '|' >"$work/pair"
IFS='|' read -r student student_id student_name mentor mentor_id mentor_name <"$work/pair"
for person in "$student" "$mentor"; do
    status=$(curl -sS -o "$work/erased" -w '%{http_code}' -X DELETE -H 'If-Match: *' \
        -H "Authorization: Bearer $staff" "$base/v1/people/$person?grace=skip")
    [ "$status" = 204 ] || fail "the erasure answers $status: $(cat "$work/erased")"
done
download "$run" "$work/after"
diff -r "$work/before" "$work/after" || fail "an erasure changed what was published"
"$KRING_BIN" verify "$work/after" >"$work/verified" || fail "$(cat "$work/verified")"
grep -q proven "$work/verified" || fail "$(cat "$work/verified")"
"$KRING_BIN" replay "$work/after" >"$work/replayed" || fail "$(cat "$work/replayed")"
for answer in "runs/$run/certificate" "pairs?round_id=$round&limit=200" "rounds/$round"; do
    call "$staff" GET "$answer" >>"$work/after/answers"
done
for word in "$student_id" "$student_name" "$mentor_id" "$mentor_name"; do
    ! grep -rqF "$word" "$work/after" || fail "$word is still there"
done
for id in "$student" "$mentor"; do
    for file in snapshot.tsv run.json pairs.csv unmatched.csv shortages.csv; do
        ! grep -qF "$id" "$work/after/$file" || fail "the id of somebody erased is in $file"
    done
done
server_stop
echo "1 passed, 0 failed"
