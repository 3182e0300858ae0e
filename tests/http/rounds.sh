# For scripts that hold matching rounds over HTTP, after server_start: . tests/http/rounds.sh

# call TOKEN METHOD PATH [JSON]: the answer.
call() {
    curl -sS -X "$2" -H "Authorization: Bearer $1" -H 'If-Match: *' \
        ${4:+-H Content-Type:application/json --data "$4"} "$base/v1/$3"
}

the() { # the MEMBER: its first value in the answer on standard input
    sed -n "s/.*\"$1\":\"\\{0,1\\}\\([^\",}]*\\).*/\\1/p"
}

made() { # the id of the one object in the answer on standard input
    sed -n 's/^{"id":"\([^"]*\)".*/\1/p'
}

state_is() { # state_is STATE PATH
    call "$staff" GET "$2" | grep -q "\"state\":\"$1\""
}

# people STUDENTS ALUMNI: of the demo, in a university with a programme; sets unit and programme.
people() {
    "$KRING_BIN" demo --students "$1" --alumni "$2" --seed 1 --out "$work/people.csv"
    curl -sS -o "$work/report" -H "Authorization: Bearer $staff" -H Content-Type:text/csv \
        --data-binary "@$work/people.csv" "$base/v1/imports"
    unit=$(call "$staff" POST units '{"kind":"university","name":"University"}' | made)
    programme=$(call "$staff" POST programmes "{\"unit_id\":\"$unit\",\"name\":\"Mentors\",
        \"starts_on\":\"2026-01-01\",\"ends_on\":\"2099-12-31\"}" | made)
}

# frozen NAME: a round with everybody in it; its id.
frozen() {
    round=$(call "$staff" POST rounds "{\"programme_id\":\"$programme\",\"name\":\"$1\"}" | made)
    for event in open enrol freeze; do
        call "$staff" POST "rounds/$round/$event" '{}' >"$work/reply"
        grep -q '"state"' "$work/reply" || fail "$event: $(cat "$work/reply")"
    done
    echo "$round"
}

# run_of ROUND: asked for, with a seed of its own, so that it can be asked for again; its id.
run_of() {
    call "$staff" POST runs "{\"round_id\":\"$1\",\"seed\":7}" | made
}

# download RUN FOLDER: the five files of the run.
download() {
    mkdir -p "$2"
    for file in snapshot.tsv run.json pairs.csv unmatched.csv shortages.csv; do
        curl -sS --fail -H "Authorization: Bearer $staff" -o "$2/$file" \
            "$base/v1/runs/$1/files/$file"
    done
}
