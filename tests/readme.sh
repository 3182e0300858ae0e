#!/bin/sh
# Runs the examples of the READMEs, so that they cannot rot: in each ```console block, a line
# `$ COMMAND` is run from the top of the checkout and must print exactly the lines below it, up to
# the next `$ ` or the end of the block (a line `…` stands for any lines). `kring` is the binary
# just built ($KRING_BIN).
#   tests/readme.sh [README…]
#   EXAMPLES=shell  those of the ```shell blocks instead: one story, each command in the same shell
set -u
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/bin"
ln -s "$(realpath "${KRING_BIN:-build/kring}")" "$work/bin/kring"
export PATH="$work/bin:$PATH"
export KRING_SEEDS="$PWD/seeds"
export KRING_DATA="$work/data"

[ $# -gt 0 ] || set -- $(git ls-files '*.md' 2>/dev/null || find . -name '*.md')

# One file N.command and N.expected for each example, numbered through all READMEs.
awk -v work="$work" -v fence="^\`\`\`${EXAMPLES:-console}" '
function close_example() { if (open) { close(expected); close(command) } open = 0 }
$0 ~ fence { inside = 1; next }
/^```/ { close_example(); inside = 0; next }
!inside { next }
/^\$ / {
    close_example()
    n++
    command = work "/" n ".command"
    expected = work "/" n ".expected"
    print FILENAME ":" FNR > (work "/" n ".place")
    print substr($0, 3) > command
    printf "" > expected
    open = 1
    continued = /\\$/
    next
}
open && continued { print > command; continued = /\\$/; next }
open { print > expected }
END { print n + 0 > (work "/count") }
' "$@"

# `…` lines match anything: the text around them must appear in order.
matches() { # matches EXPECTED ACTUAL
    grep -q '^…$' "$1" || { cmp -s "$1" "$2"; return; }
    awk '
    NR == FNR { want[++n] = $0; next }
    { got[++m] = $0 }
    END {
        i = 1; j = 1; skipping = 0
        while (i <= n) {
            if (want[i] == "…") { skipping = 1; i++; continue }
            while (skipping && j <= m && got[j] != want[i]) j++
            if (j > m || got[j] != want[i]) exit 1
            skipping = 0; i++; j++
        }
        exit !(skipping || j > m)
    }' "$1" "$2"
}

run_example() { # run_example FILE: in a shell of its own, or in this one
    if [ "${EXAMPLES:-console}" = shell ]; then
        . "$1"
    else
        sh "$1"
    fi
}

failed=0
count=$(cat "$work/count")
example=1
while [ "$example" -le "$count" ]; do
    run_example "$work/$example.command" >"$work/$example.actual" 2>&1
    if ! matches "$work/$example.expected" "$work/$example.actual"; then
        failed=$((failed + 1))
        echo "$(cat "$work/$example.place"): prints something else:"
        sed 's/^/    $ /' "$work/$example.command"
        diff "$work/$example.expected" "$work/$example.actual" | sed 's/^/    /'
    fi
    example=$((example + 1))
done
echo "$count examples, $failed failed"
[ "$failed" -eq 0 ]
