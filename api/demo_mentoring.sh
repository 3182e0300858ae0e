# For run.sh, which sources it: gives the demo people a mentoring programme with offers, requests
# and mentorships in every state, all of it over HTTP. Needs base, staff, kring, ask and id_of.

# post PATH [JSON]: the answer. Staff act for everybody.
post() {
    ask "$staff" -X POST -H 'Content-Type: application/json' --data "${2:-{\}}" "$base/v1/$1"
}

member() { # member NAME: of the answer on standard input
    sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p"
}

# event COLLECTION ID EVENT…: one after the other; those that need a reason get one.
event() {
    collection=$1
    object=$2
    shift 2
    for name in "$@"; do
        case $name in
        decline) reason='{"reason_code":"no_time"}' ;;
        end-early | void) reason='{"reason_code":"moved"}' ;;
        *) reason='{}' ;;
        esac
        post "$collection/$object/$name" "$reason" >/dev/null
    done
}

# programme NAME DAYS: with that many days for whatever waits.
programme() {
    post programmes "{\"unit_id\":\"$faculty\",\"name\":\"$1\",
        \"starts_on\":\"$(date -u +%Y-%m-%d)\",
        \"ends_on\":\"$(date -u -d '+1 year' +%Y-%m-%d)\",
        \"draft_days\":$2,\"answer_days\":$2}" | member id
}

# offer PROGRAMME NUMBER SEATS: of alumnus NUMBER, who takes three students in all.
offer() {
    mentor=$(id_of "$(printf demo-a-%06d "$2")")
    ask "$staff" -o "$work/patched" -X PATCH -H 'Content-Type: application/merge-patch+json' \
        -H 'If-Match: *' --data '{"seats":3}' "$base/v1/people/$mentor"
    post mentor-offers "{\"programme_id\":\"$1\",\"mentor_id\":\"$mentor\",\"seats\":$3}" |
        member id
}

# request PROGRAMME STUDENT MENTOR: their numbers; a draft.
request() {
    post mentoring-requests "{\"programme_id\":\"$1\",
        \"student_id\":\"$(id_of "$(printf demo-s-%06d "$2")")\",
        \"mentor_id\":\"$(id_of "$(printf demo-a-%06d "$3")")\",
        \"message\":\"A message of the demo.\"}" | member id
}

# mentorship STUDENT MENTOR EVENT…: of an accepted request, then moved on.
mentorship() {
    asked=$(request "$year" "$1" "$2")
    shift 2
    event mentoring-requests "$asked" submit
    made=$(post "mentoring-requests/$asked/accept" | member mentorship_id)
    event mentorships "$made" "$@"
}

# What nobody answers in a day, and a clock two days ahead: nothing of the other programme is due.
demo_expired() {
    short=$(programme "Short notice" 1)
    event mentor-offers "$(offer "$short" 1 1)" publish
    event mentoring-requests "$(request "$short" 1 1)" submit
    offer "$short" 2 1 >/dev/null
    "$kring" tick --now "$(date -u -d '+2 days' +%Y-%m-%dT%H:%M:%SZ)" >/dev/null
}

demo_mentoring() {
    university=$(post units '{"kind":"university","name":"Example University"}' | member id)
    faculty=$(post units "{\"kind\":\"faculty\",\"name\":\"Engineering\",
        \"parent_id\":\"$university\"}" | member id)
    demo_expired
    year=$(programme "First mentors" 14)
    for number in 1 2 3 4; do
        event mentor-offers "$(offer "$year" "$number" 3)" publish
    done
    offer "$year" 5 1 >/dev/null # a draft
    event mentor-offers "$(offer "$year" 6 1)" publish pause
    event mentor-offers "$(offer "$year" 7 1)" publish withdraw
    event mentor-offers "$(offer "$year" 8 1)" publish
    request "$year" 1 1 >/dev/null # a draft
    event mentoring-requests "$(request "$year" 2 1)" submit
    event mentoring-requests "$(request "$year" 3 1)" submit ask-info
    event mentoring-requests "$(request "$year" 4 1)" submit decline
    event mentoring-requests "$(request "$year" 5 1)" submit withdraw
    event mentoring-requests "$(request "$year" 6 2)" submit # superseded by the acceptance below
    mentorship 6 8                                           # proposed; takes the only seat
    event mentoring-requests "$(request "$year" 7 8)" submit # so this one waits
    mentorship 8 2 start
    mentorship 9 2 start pause
    mentorship 10 3 start complete
    mentorship 11 3 start end-early
    mentorship 12 3 void
}
