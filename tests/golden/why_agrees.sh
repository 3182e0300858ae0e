#!/bin/sh
# What `kring why` says a pair costs or brings is what `kring round --from` makes of the same rule,
# under every objective; each such round is proven, and its difference is the mirror of the way
# back.
set -u
cd "$(dirname "$0")/../.."

kring=$(realpath "${KRING_BIN:-build/kring}")
export KRING_SEEDS="$PWD/seeds"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

fail() {
    failed=$((failed + 1))
    echo "$*"
}

# The number of a member in the last object of that name: member OBJECT NAME <JSON
member() {
    sed -n "s/.*\"$1\": {[^}]*\"$2\": \(-\{0,1\}[0-9]*\).*/\1/p"
}

# One pair of the folder base: ask, then do.
compare() { # compare OBJECTIVE STUDENT MENTOR
    "$kring" why "$work/base" "$2" "$3" --json >"$work/why" || fail "why $*"
    rule=$(sed -n 's/.*"rule": "\([a-z]*\)".*/\1/p' "$work/why")
    [ -n "$rule" ] || return
    verdict=$(sed -n 's/.*"verdict": "\([a-z]*\)".*/\1/p' "$work/why")
    printf 'kind,student,mentor\n%s,%s,%s\n' "$rule" "$2" "$3" >"$work/more.csv"
    rm -rf "$work/then"
    "$kring" round --from "$work/base" --rules "$work/more.csv" --out "$work/then" \
        >"$work/told" 2>&1
    status=$?
    if [ "$verdict" = infeasible ]; then
        [ "$status" = 1 ] || fail "$*: a $rule is no contradiction"
        return
    fi
    [ "$status" = 0 ] || fail "$*: a $rule ends with $status: $(cat "$work/told")"
    "$kring" diff "$work/base" "$work/then" --json >"$work/diff"
    "$kring" diff "$work/then" "$work/base" --json >"$work/back"
    for figure in total matched; do
        [ "$1 $figure" != "total matched" ] || continue # not what it seeks: may differ
        foreseen=$(member then "$figure" <"$work/why")
        found=$(member after "$figure" <"$work/diff")
        [ -n "$found" ] && [ "$foreseen" = "$found" ] ||
            fail "$*: $figure of a $rule is $found, not $foreseen"
    done
    [ "$(member before total <"$work/diff")" = "$(member after total <"$work/back")" ] ||
        fail "$*: the way back is no mirror"
    asked=$((asked + 1))
}

"$kring" demo --alumni 25 --students 30 --codes --out "$work/people.csv" >/dev/null || exit 1
for objective in fair most total stable repair; do
    rm -rf "$work/base"
    asked=0
    if [ "$objective" = repair ]; then
        "$kring" round --people "$work/people.csv" --as-of 2026-11-01 --minimum 30.00 \
            --out "$work/first" >/dev/null || exit 1
        pair=$(sed -n '2s/^\([^,]*\),\([^,]*\),.*/\1:\2/p' "$work/first/pairs.csv")
        "$kring" round --repair "$work/first" --drop "$pair" --out "$work/base" >"$work/told" ||
            exit 1
        grep -q '1 dropped as asked' "$work/told" || fail "repair drops something else"
    else
        "$kring" round --people "$work/people.csv" --as-of 2026-11-01 --minimum 30.00 \
            --objective "$objective" --out "$work/base" >/dev/null || exit 1
    fi
    for line in 2 9; do
        student=$(sed -n "${line}s/,.*//p" "$work/base/pairs.csv")
        for other in 2 5 9; do
            mentor=$(sed -n "${other}s/^[^,]*,\([^,]*\),.*/\1/p" "$work/base/pairs.csv")
            compare "$objective" "$student" "$mentor"
        done
    done
    [ "$asked" -ge 3 ] || fail "$objective: only $asked pairs had a price"
    "$kring" diff "$work/base" "$work/base" >/dev/null || fail "a folder differs from itself"
done
exit "$((failed > 0))"
