#!/bin/sh
# A long solve on a terminal tells how far it is, and an interrupt ends it with a clear line, exit 3,
# and what stood at the result's path as it was. script (bsdutils) is the terminal.
set -u
cd "$(dirname "$0")/../.."

command -v script >/dev/null || {
    echo "script is not installed (package bsdutils)"
    exit 77
}
kring=$(realpath "${KRING_BIN:-build/kring}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

fail() {
    echo "$1"
    cat -v "$work/screen"
    exit 1
}

# All want the same mentors, and there is a seat for most: seconds of work, the more the larger.
make_problem() { # make_problem STUDENTS
    awk -v students="$1" 'BEGIN {
        srand(7)
        mentors = int(students * 0.325); edges = 20
        print "p kring", students, mentors, students * edges
        for (j = 1; j <= mentors; j++) print "m", j, 3
        for (i = 1; i <= students; i++) {
            split("", have)
            for (k = 0; k < edges;) {
                j = 1 + int(rand() * rand() * mentors)
                if (j in have) continue
                have[j] = 1
                k++
                print "e", i, j, int(rand() * 4000 + 6000 * (1 - j / mentors))
            }
        }
    }' >"$work/problem"
}

# True when the solve was seen at work, and interrupted; false when it ended before it told anything.
interrupt() { # interrupt SIGNAL
    rm -f "$work/screen" "$work/pid" "$work/status"
    echo before >"$work/result.json"
    cat >"$work/solve" <<END
sh -c 'echo \$\$ >$work/pid; exec $kring solve $work/problem --threads 1 -o $work/result.json'
echo \$? >$work/status
END
    script -qfc "sh $work/solve" "$work/screen" >/dev/null 2>&1 </dev/null &
    terminal=$!
    until [ -s "$work/status" ] || grep -q 'kring: .* s)' "$work/screen" 2>/dev/null; do
        sleep 0.02
    done
    [ -s "$work/status" ] || kill -s "$1" "$(cat "$work/pid")" 2>/dev/null
    wait "$terminal"
    [ "$(cat "$work/status")" != 0 ]
}

students=80000
make_problem "$students"
for signal in INT TERM; do
    until interrupt "$signal"; do
        students=$((students * 2))
        [ "$students" -lt 1000000 ] || fail "no progress was ever seen"
        make_problem "$students"
    done
    [ "$(cat "$work/status")" = 3 ] || fail "$signal: exit $(cat "$work/status"), not 3"
    grep -q 'kring solve: interrupted' "$work/screen" || fail "$signal: no clear line"
    [ "$(cat "$work/result.json")" = before ] || fail "$signal: the result's file was touched"
    [ "$(ls "$work")" = "$(printf 'pid\nproblem\nresult.json\nscreen\nsolve\nstatus')" ] ||
        fail "$signal: something was left behind: $(ls "$work")"
done
echo "interrupts end a solve and leave nothing"
