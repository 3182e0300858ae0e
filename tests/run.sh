#!/bin/sh
# Runs tests and counts them: Criterion binaries, and scripts (*.sh), each of which is one test.
# Ends with the line `N passed, N failed` (`, N skipped` where some were); exit 1 if one failed.
#   tests/run.sh TEST…
#
# A script passes with exit 0 and is skipped with 77. A sanitizer's report fails its test even if
# the binary exits 0: Criterion 2.4.1 lets a leak or a default UBSan report pass.
set -u

passed=0
failed=0
skipped=0
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT INT TERM
# A test may run as another user too (PostgreSQL will not run as root).
chmod 777 "$reports"
export ASAN_OPTIONS="log_path=$reports/asan:detect_leaks=1:${ASAN_OPTIONS:-}"
export UBSAN_OPTIONS="log_path=$reports/ubsan:print_stacktrace=1:${UBSAN_OPTIONS:-}"
export LSAN_OPTIONS="log_path=$reports/lsan:${LSAN_OPTIONS:-}"

number() { # number WORD TEXT: the number after "WORD: " in Criterion's last line
    printf '%s\n' "$2" | sed -n "s/.*$1: \([0-9]*\).*/\1/p" | tail -n 1
}

run_script() {
    "$1" >"$reports/output" 2>&1
    status=$?
    case $status in
    0) passed=$((passed + 1)) ;;
    77)
        skipped=$((skipped + 1))
        tail -n 1 "$reports/output" | sed "s|^|  skipped: |"
        ;;
    *)
        failed=$((failed + 1))
        cat "$reports/output"
        echo "FAILED: $1 (exit $status)"
        ;;
    esac
}

# Criterion does not count a skipped test, nor say so: the test prints "skipped: why" itself. What
# begins with "note:" is shown too.
run_criterion() {
    "$1" --color=never >"$reports/output" 2>&1
    status=$?
    synthesis=$(sed 's/\x1b\[[0-9;]*m//g' "$reports/output" | grep 'Synthesis:' | tail -n 1)
    tested=$(number Tested "$synthesis")
    good=$(number Passing "$synthesis")
    bad=$((${tested:-0} - ${good:-0}))
    skips=$(grep -c '^skipped:' "$reports/output")
    passed=$((passed + ${good:-0}))
    failed=$((failed + bad))
    skipped=$((skipped + skips))
    sed -n 's/^\(skipped\|note\):/  \1:/p' "$reports/output"
    [ "${tested:-none}" != 0 ] || [ "$skips" -eq 0 ] || status=0
    if [ "$status" -ne 0 ] || [ -z "$synthesis" ]; then
        [ "$bad" -gt 0 ] || failed=$((failed + 1))
        cat "$reports/output"
        echo "FAILED: $1 (exit $status)"
    fi
}

for test in "$@"; do
    echo "  TEST ${test#./}"
    case "$test" in
    *.sh) run_script "$test" ;;
    *) run_criterion "$test" ;;
    esac
    for report in "$reports"/*san.*; do
        [ -e "$report" ] || continue
        failed=$((failed + 1))
        cat "$report"
        echo "FAILED: $test (sanitizer report)"
        rm -f "$report"
    done
done

summary="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || summary="$summary, $skipped skipped"
echo "$summary"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
