#!/bin/sh
# Runs each tests/golden/cli/NAME.command with the binary just built and compares all it prints
# (standard output, then standard error, then the exit status) with NAME.expected. `kring` is the
# binary ($KRING_BIN), the folder that of the checkout.
#   tests/golden/cli.sh [--write]     --write: what is printed becomes what is expected; then read
#                                     the difference before committing it
set -u
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/bin"
ln -s "$(realpath "${KRING_BIN:-build/kring}")" "$work/bin/kring"
export PATH="$work/bin:$PATH"
export KRING_SEEDS="$PWD/seeds"
export KRING_DATA="$work/data"

failed=0
for command in tests/golden/cli/*.command; do
    expected="${command%.command}.expected"
    sh "$command" >"$work/actual" 2>"$work/errors"
    status=$?
    {
        sed 's/^/error: /' "$work/errors"
        echo "exit $status"
    } >>"$work/actual"
    if [ "${1:-}" = --write ]; then
        cp "$work/actual" "$expected"
    elif ! cmp -s "$expected" "$work/actual"; then
        failed=$((failed + 1))
        echo "$command prints something else:"
        diff "$expected" "$work/actual"
    fi
done
exit "$((failed > 0))"
