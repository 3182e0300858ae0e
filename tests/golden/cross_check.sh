#!/bin/sh
# 200 random problems solved by Kring and by GLPK, which knows nothing of it: equal optimum. Each is
# rewritten as a minimum-cost flow (DIMACS): a student sends one unit to a mentor, at minus the
# score, or past them all at 0; for `most` a pair is worth B more than its score, B above all scores
# together. Skipped where glpsol is not installed (package glpk-utils).
#   tests/golden/cross_check.sh [SEED]     SEED: of the first problem, default 1
set -u
cd "$(dirname "$0")/../.."

command -v glpsol >/dev/null || {
    echo "glpsol is not installed (package glpk-utils)"
    exit 77
}
kring=$(realpath "${KRING_BIN:-build/kring}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# Up to 40 students and 25 mentors; every kind of size, seats from none to many, scores with and
# without ties, some pairs forbidden, some below a minimum.
make_problem() { # make_problem SEED
    awk -v seed="$1" '
    function below(n) { return int(rand() * n) }
    BEGIN {
        srand(seed)
        students = 1 + below(40); mentors = 1 + below(25)
        density = 0.05 + rand(); ties = below(2); seats = 1 + below(4)
        minimum = below(3) == 0 ? below(5000) : 0
        for (i = 1; i <= students; i++)
            for (j = 1; j <= mentors; j++)
                if (rand() < density)
                    line[++edges] = "e " i " " j " " (ties ? 1000 * below(11) : below(10001))
        print "p kring", students, mentors, edges + 0
        print "g", minimum
        for (j = 1; j <= mentors; j++) print "m", j, below(seats + 1)
        for (k = 1; k <= edges; k++) print line[k]
        for (k = below(10); k > 0; k--) print "n", 1 + below(students), 1 + below(mentors)
    }'
}

# Nodes: students, then mentors, then the sink.
to_flow() { # to_flow B <PROBLEM
    awk -v bonus="$1" '
    $1 == "p" { students = $3; mentors = $4; for (j = 1; j <= mentors; j++) seats[j] = 1 }
    $1 == "g" { minimum = $2 }
    $1 == "m" { seats[$2] = $3 }
    $1 == "n" { never[$2, $3] = 1 }
    $1 == "e" { score[$2, $3] = $4 }
    END {
        sink = students + mentors + 1
        for (pair in score) {
            split(pair, at, SUBSEP)
            if (score[pair] >= minimum && !(pair in never))
                arc[++arcs] = at[1] " " students + at[2] " 0 1 " (-bonus - score[pair])
        }
        for (i = 1; i <= students; i++) arc[++arcs] = i " " sink " 0 1 0"
        for (j = 1; j <= mentors; j++)
            arc[++arcs] = students + j " " sink " 0 " seats[j] " 0"
        print "p min", sink, arcs
        for (i = 1; i <= students; i++) print "n", i, 1
        print "n", sink, -students
        for (k = 1; k <= arcs; k++) print "a", arc[k]
    }'
}

number() { # number NAME <RESULT: of a member of the head
    sed -n "s/^  \"$1\": \([0-9]*\),\$/\1/p"
}

failed=0
first=${1:-1}
for seed in $(seq "$first" $((first + 199))); do
    make_problem "$seed" >"$work/problem"
    for objective in total most; do
        bonus=0
        [ "$objective" = total ] || bonus=1000000
        "$kring" solve "$work/problem" --objective "$objective" >"$work/result" || exit 1
        matched=$(number matched <"$work/result")
        ours=$((bonus * matched + $(number total <"$work/result")))
        to_flow "$bonus" <"$work/problem" >"$work/flow"
        glpsol --mincost "$work/flow" -o "$work/solution" >"$work/said" || {
            cat "$work/said"
            exit 1
        }
        theirs=$(sed -n 's/^Objective:  *-*\([0-9.e+]*\) .*/\1/p' "$work/solution")
        awk -v ours="$ours" -v theirs="$theirs" 'BEGIN { exit !(theirs != "" && ours == theirs) }' || {
            failed=$((failed + 1))
            echo "problem $seed, $objective: Kring $ours, GLPK $theirs"
        }
    done
done
echo "200 problems, $failed differ"
[ "$failed" -eq 0 ]
