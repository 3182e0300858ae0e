#!/bin/sh
# `make demo`: Kring's story on plain files, without a server or a database. KRING_BIN is the
# binary. What it writes goes to a folder that is removed at the end.
set -eu
cd "$(dirname "$0")/.."
kring=$(realpath "${KRING_BIN:-build/kring}")
export KRING_SEEDS="${KRING_SEEDS:-$PWD/seeds}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

say() {
    printf '\n== %s\n' "$1"
}
try() { # try WORD…: shows the command as one would type it, then runs it
    shown=""
    for word in "$@"; do
        case "$word" in
        *[!A-Za-z0-9_./=:,-]*) shown="$shown '$word'" ;;
        *) shown="$shown $word" ;;
        esac
    done
    printf '$ kring%s\n' "$shown"
    "$kring" "$@"
}

say "What people type, as codes"
try read --scheme isco byggingeniør 'Projectleider (m/v/x)' civilingenjör asdfgh
try read --scheme isced --lang de Bauingenieurwesen

say "A student of bouwkunde who wishes to become projectleider looks for a mentor"
try search --people seeds/demo/example.csv --for example-student-nl --limit 2

say "A whole university: 40 000 generated alumni and 10 000 generated students"
try demo --alumni 40000 --students 10000 --seed 1 --out "$work/people.csv"
try search --people "$work/people.csv" --for demo-s-000001 --limit 3
say "The same in Dutch, with the student's own weights"
try search --people "$work/people.csv" --for demo-s-000001 --limit 1 --lang nl \
    --weights field=20,career=50,language=15,place=15

say "A matching round: every student assigned at once, with a proof that is checked over all pairs"
try demo --alumni 1000 --students 2000 --seed 1 --out "$work/cohort.csv"
try round --people "$work/cohort.csv" --minimum 40.00 --out "$work/round"
try verify "$work/round"
say "Why this mentor, and what the whole would lose without the pair"
try why "$work/round" "$(sed -n 2p "$work/round/pairs.csv" | cut -d, -f1)"
