# For run.sh, which sources it after demo_mentoring.sh: gives a faculty of the demo people two matching
# rounds, all of it over HTTP: one that is open, and one that was published, of which a pair was
# confirmed by both sides and another one declined. Needs base, staff, kring, ask, token, post, member
# and university.

ROUND_UNIT=F03 # of the demo people; an eighth of them
ROUND_WAITS=300

# round PROGRAMME NAME: opened, with everybody of the faculty in it.
round() {
    made=$(post rounds "{\"programme_id\":\"$1\",\"name\":\"$2\"}" | member id)
    post "rounds/$made/open" >/dev/null
    post "rounds/$made/enrol" >/dev/null
    echo "$made"
}

# await PATTERN TOKEN PATH: until the answer has the pattern, for half a minute at most.
await() {
    waits=$ROUND_WAITS
    until ask "$2" "$base/v1/$3" 2>/dev/null | grep -q "$1"; do
        waits=$((waits - 1))
        [ "$waits" -gt 0 ] || return 1
        sleep 0.1
    done
}

# pair_of ROUND: one that is released.
pair_of() {
    ask "$staff" "$base/v1/pairs?round_id=$1&state=released&limit=1" |
        sed -n 's/.*"items":\[{"id":"\([0-9a-f-]*\)".*/\1/p'
}

demo_rounds() {
    faculty=$(post units "{\"kind\":\"faculty\",\"name\":\"$ROUND_UNIT\",
        \"parent_id\":\"$university\"}" | member id)
    officer=$(id_of demo-a-000009)
    post appointments "{\"person_id\":\"$officer\",\"role\":\"career_centre\",
        \"unit_id\":\"$faculty\"}" >/dev/null
    round "$(programme "Mentors of spring" 14)" "Spring" >/dev/null
    autumn=$(round "$(programme "Mentors of autumn" 14)" "Autumn")
    post "rounds/$autumn/freeze" >/dev/null
    run=$(post runs "{\"round_id\":\"$autumn\"}" | member id)
    await '"state":"done"' "$staff" "runs/$run"
    ask "$staff" -o "$work/patched" -X PATCH -H 'Content-Type: application/merge-patch+json' \
        -H 'If-Match: *' --data "{\"run_id\":\"$run\"}" "$base/v1/rounds/$autumn"
    event rounds "$autumn" review approve
    # A round is published by somebody; the server learns of the role within a second.
    named=$(token --person demo-a-000009)
    await '"publish"' "$named" "rounds/$autumn"
    ask "$named" -X POST -H 'Content-Type: application/json' --data '{}' \
        "$base/v1/rounds/$autumn/publish" >/dev/null
    event pairs "$(pair_of "$autumn")" confirm-student confirm-mentor
    post "pairs/$(pair_of "$autumn")/decline-mentor" '{"reason_code":"no_time"}' >/dev/null
}
