kring score --people tests/golden/cli/people.csv --json s2 a3 --as-of 2026-11-22
