#!/bin/sh
# Lints the description of the API with @redocly/cli (`make check-api`; takes npm). The version is
# pinned in tests/package.json, the rules that do not apply are in tests/redocly.yaml, with why.
# Ends with the line `1 passed, 0 failed` or `0 passed, 1 failed`.
set -eu
cd "$(dirname "$0")"
: "${KRING_BIN:?run me by make check-api}"
command -v npx >/dev/null || {
    echo "check_api.sh: npx is missing: run .ci/deps.sh --for develop" >&2
    exit 3
}
version=$(sed -n 's|.*"@redocly/cli": "\([^"]*\)".*|\1|p' package.json)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$KRING_BIN" serve --openapi >"$work/openapi.json"
if REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true npx --yes "@redocly/cli@$version" \
    lint --config redocly.yaml --max-problems 100 "$work/openapi.json" >"$work/report" 2>&1; then
    echo "1 passed, 0 failed"
else
    cat "$work/report"
    echo "0 passed, 1 failed"
    exit 1
fi
