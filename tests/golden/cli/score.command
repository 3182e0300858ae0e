kring score --people tests/golden/cli/people.csv s1 a1 --as-of 2026-11-22
