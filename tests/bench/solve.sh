#!/bin/sh
# Figures of `kring solve` and `kring verify` on sparse problems: 50 000 students with 30 edges
# each (1.5 million), mentors with 3 seats each, seats from 0.9 to 6 times the students. Two kinds
# of scores: even (any score alike, mentors drawn alike) and popular (some mentors are named more
# often and score higher with everybody, so that all want the same). One thread.
#   tests/bench/solve.sh [OBJECTIVE…]     default: total most fair stable
set -eu

kring=$(realpath "${KRING_BIN:-build/kring}")
students=${STUDENTS:-50000}
edges=${EDGES:-30}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
[ $# -gt 0 ] || set -- total most fair stable

make_problem() { # make_problem KIND MENTORS: the same numbers give the same problem
    awk -v kind="$1" -v mentors="$2" -v students="$students" -v edges="$edges" '
    BEGIN {
        srand(7)
        print "p kring", students, mentors, students * edges
        for (j = 1; j <= mentors; j++) print "m", j, 3
        for (i = 1; i <= students; i++) {
            split("", have)
            for (k = 0; k < edges;) {
                at = kind == "popular" ? rand() * rand() : rand()
                j = 1 + int(at * mentors)
                if (j in have) continue
                have[j] = 1
                k++
                score = rand() * 10000
                if (kind == "popular") score = score * 0.4 + 6000 * (1 - j / mentors)
                print "e", i, j, int(score)
            }
        }
    }'
}

seconds() { # seconds COMMAND…: how long it took, in seconds
    start=$(date +%s%N)
    "$@" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
    end=$(date +%s%N)
    awk -v ns="$((end - start))" 'BEGIN { printf "%.2f", ns / 1e9 }'
}

printf '%-8s %9s %8s %-7s %8s %8s  %s\n' scores seats/st. mentors objective solve verify matched
for kind in even popular; do
    for percent in 90 100 110 200 600; do
        mentors=$((students * percent / 300))
        make_problem "$kind" "$mentors" >"$work/problem"
        for objective in "$@"; do
            solved=$(seconds "$kring" solve "$work/problem" --objective "$objective" \
                --threads 1 -o "$work/result")
            matched=$(sed -n 's/^matched *//p' "$work/said")
            verified=$(seconds "$kring" verify "$work/problem" "$work/result" --threads 1)
            printf '%-8s %9s %8s %-9s %6s s %6s s  %s\n' "$kind" "$percent %" "$mentors" \
                "$objective" "$solved" "$verified" "$matched"
        done
    done
done
