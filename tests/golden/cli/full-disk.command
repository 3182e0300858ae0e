# What could not be written is no success.
kring search --people tests/golden/cli/people.csv --for s1 --as-of 2026-11-22 >/dev/full
