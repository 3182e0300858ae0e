#!/bin/sh
# `make run`: starts a private PostgreSQL (or takes the one of KRING_DATABASE_URL), migrates, loads
# the demo people, their mentoring and two matching rounds into an empty database, serves, and prints what to try. Ctrl-C
# or SIGTERM stops server and database cleanly; the next start finds its data.
#
#   KRING_BIN           the binary (build/kring)
#   KRING_DATABASE_URL  a PostgreSQL of your own, instead of the private one
#   KRING_LISTEN        the address to serve on (127.0.0.1:8080)
#   KRING_DEMO=no       leave an empty database empty
set -eu
cd "$(dirname "$0")/.."
kring=$(realpath "${KRING_BIN:-build/kring}")
export KRING_SEEDS="${KRING_SEEDS:-$PWD/seeds}"
listen="${KRING_LISTEN:-127.0.0.1:8080}"
admin="${KRING_ADMIN_LISTEN:-127.0.0.1:8081}"
export KRING_LISTEN="$listen" KRING_ADMIN_LISTEN="$admin"
base="http://$listen"

DEMO_ALUMNI=4000
DEMO_STUDENTS=1000

server=""
own_database=""
work=$(mktemp -d)

stop_all() {
    trap '' INT TERM
    if [ -n "$server" ]; then
        kill -TERM "$server" 2>/dev/null || :
        wait "$server" || :
    fi
    [ -z "$own_database" ] || sh api/trial.sh stop
    rm -rf "$work"
}
trap stop_all EXIT
trap 'exit 0' INT TERM

# The token goes through a file that only we can read, never through an argument list.
ask() { # ask TOKEN CURL-ARGUMENTS…
    printf 'header = "Authorization: Bearer %s"\n' "$1" >"$work/auth"
    shift
    curl -sS --fail-with-body --config "$work/auth" "$@"
}

token() { # token ARGUMENTS…: a new token for a day
    "$kring" token create --days 1 "$@"
}

# Ready means: the roster is loaded and the store answers. Ends if the server does.
wait_ready() {
    until curl -sf -o /dev/null "http://$admin/ready"; do
        kill -0 "$server" 2>/dev/null || {
            wait "$server" || :
            server=""
            echo "The server did not start; its last words are above." >&2
            exit 1
        }
        sleep 0.1
    done
}

id_of() { # id_of EXTERNAL_ID: the id of a person
    ask "$staff" "$base/v1/people?external_id=$1&limit=1" |
        sed -n 's/.*"items":\[{"id":"\([0-9a-f-]*\)".*/\1/p'
}

. api/demo_mentoring.sh
. api/demo_rounds.sh

if [ -z "${KRING_DATABASE_URL:-}" ]; then
    own_database=yes
    sh api/trial.sh start
    KRING_DATABASE_URL=$(sh api/trial.sh url)
    export KRING_DATABASE_URL
fi
"$kring" migrate
# In a session of its own, so that Ctrl-C reaches this script only, which stops things in order.
setsid "$kring" serve &
server=$!
wait_ready

staff=$(token --role admin)
if [ "${KRING_DEMO:-yes}" != no ] &&
    ask "$staff" "$base/v1/people?limit=1" | grep -q '"items":\[\]'; then
    echo "The database has no people yet: loading $DEMO_ALUMNI generated alumni and $DEMO_STUDENTS students."
    "$kring" demo --alumni "$DEMO_ALUMNI" --students "$DEMO_STUDENTS" --seed 1 --out "$work/demo.csv"
    ask "$staff" -o "$work/report.json" -H 'Content-Type: text/csv' \
        --data-binary "@$work/demo.csv" "$base/v1/imports"
    demo_mentoring
    demo_rounds
fi

text="
Kring serves on $base
(ready, metrics: http://$admin/ready, http://$admin/metrics)

  staff    $staff"
# The student's best mentor is the alumnus of the examples; the roster follows within a second.
student_id=$(id_of demo-s-000001)
mentor=""
tries=50
if [ -n "$student_id" ]; then
    student=$(token --person demo-s-000001)
    until [ -n "$mentor" ] || [ "$tries" -eq 0 ]; do
        sleep 0.1
        mentor=$(ask "$student" "$base/v1/people/$student_id/mentors?limit=1" 2>/dev/null |
            sed -n 's/.*"items":\[{[^}]*"id":"\([0-9a-f-]*\)","external_id":"\([^"]*\)".*/\1 \2/p')
        tries=$((tries - 1))
    done
fi
if [ -n "$mentor" ]; then
    alumnus_id=${mentor% *}
    alumnus=$(token --person "${mentor#* }")
    text="$text
  student  $student
  alumnus  $alumnus

Try, in another terminal:

  curl -s -H 'Authorization: Bearer $student' '$base/v1/people/$student_id/mentors?limit=3'
  curl -s -H 'Authorization: Bearer $student' -H 'Accept-Language: nl' '$base/v1/people/$student_id/mentors/$alumnus_id?weights=field=20,career=50,language=15,place=15'
  curl -s -H 'Authorization: Bearer $alumnus' '$base/v1/people/$alumnus_id/students?limit=3'
  curl -s -H 'Authorization: Bearer $staff' '$base/v1/readings?scheme=isco&text=byggingeni%C3%B8r'
  curl -s -H 'Authorization: Bearer $staff' '$base/v1/mentoring-requests?state=waitlisted'
  curl -s -H 'Authorization: Bearer $staff' '$base/v1/mentorships?count=exact&limit=3'"
    # Of a round that was published: its run, if the tables and the engine are still those it was made by.
    published=$(ask "$staff" "$base/v1/rounds?state=published&limit=1" |
        sed -n 's/.*"items":\[{.*"run_id":"\([0-9a-f-]*\)".*/\1/p')
    if [ -n "$published" ] &&
        ask "$staff" -o "$work/certificate" "$base/v1/runs/$published/certificate" 2>/dev/null; then
        text="$text
  curl -s -H 'Authorization: Bearer $staff' '$base/v1/rounds'
  curl -s -H 'Authorization: Bearer $staff' '$base/v1/runs/$published/certificate'
  curl -s -H 'Authorization: Bearer $staff' '$base/v1/runs/$published/shortages'"
    fi
else
    text="$text

Try, in another terminal:

  curl -s -H 'Authorization: Bearer $staff' '$base/v1/people?limit=3'"
fi
printf '%s\n\nAll operations, with examples: %s/docs\nCtrl-C stops server and database. The tokens are valid for a day.\n' "$text" "$base"
wait "$server"
