#!/bin/sh
# Holds the API to its description (`make check-api`; takes npm and a PostgreSQL server):
#   tests/check_api.sh NPM-FOLDER HTTP-TEST…
# lints /openapi.json, runs the HTTP tests with every exchange written down, and the README's tour
# (http/story.sh) with a trace of each curl; validates the description's examples and the exchanges
# against it (check_exchanges.js), and breaks exchanges to see that it notices. The tools are pinned
# by package.json and its lock and are installed into NPM-FOLDER once; redocly.yaml has the rules of
# the lint.
# Ends with the line `N passed, N failed`; each check and each test is one.
set -eu
: "${KRING_BIN:?run me by make check-api}"
here=$(cd "$(dirname "$0")" && pwd)
npm=$1
shift
command -v npm >/dev/null || {
    echo "check_api.sh: npm is missing: run .ci/deps.sh --for develop" >&2
    exit 3
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check NAME COMMAND…: one check; its output is shown when it fails, its notes always.
check() {
    name=$1
    shift
    if "$@" >"$work/report" 2>&1; then
        passed=$((passed + 1))
        grep '^note:' "$work/report" || :
    else
        failed=$((failed + 1))
        cat "$work/report"
        echo "FAILED: $name"
    fi
}

install_tools() {
    mkdir -p "$npm"
    cmp -s "$here/package-lock.json" "$npm/installed" && return 0
    cp "$here/package.json" "$here/package-lock.json" "$npm"
    (cd "$npm" && npm ci --ignore-scripts --no-audit --no-fund)
    cp "$here/package-lock.json" "$npm/installed"
}

lint() {
    REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true "$npm/node_modules/.bin/redocly" \
        lint --config "$here/redocly.yaml" --max-problems 100 "$work/openapi.json"
}

fits() {
    NODE_PATH="$npm/node_modules" node "$here/check_exchanges.js" "$@"
}

install_tools >"$work/report" 2>&1 || {
    cat "$work/report"
    echo "check_api.sh: npm could not install the tools of tests/package-lock.json" >&2
    exit 3
}
"$KRING_BIN" serve --openapi >"$work/openapi.json"
check "lint of /openapi.json" lint
check "examples of /openapi.json" fits examples "$work/openapi.json"

KRING_EXCHANGES="$work/exchanges" "$here/with_postgres.sh" "$here/run.sh" "$@" >"$work/tests" 2>&1 ||
    cat "$work/tests"
counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$work/tests" | tail -n 1)
passed=$((passed + $(echo "${counts:-0 passed}" | sed 's/ passed.*//')))
failed=$((failed + $(echo "${counts:-0 passed, 1 failed}" | sed 's/.*, \([0-9]*\) failed.*/\1/')))
story() {
    KRING_TRACES="$work/traces" "$here/with_postgres.sh" "$here/http/story.sh" &&
        fits traces tests/http/story.sh "$work/traces" >>"$work/exchanges"
}
[ ! -e "$here/http/story.sh" ] || check "story by curl" story

check "exchanges of the HTTP tests" fits exchanges "$work/openapi.json" "$work/exchanges"
check "planted violations" fits planted "$work/openapi.json" "$work/exchanges"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
