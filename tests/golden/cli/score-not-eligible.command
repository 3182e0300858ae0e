kring score --people tests/golden/cli/people.csv s2 a2 --as-of 2026-11-22 --lang sv
