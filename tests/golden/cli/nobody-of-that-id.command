kring search --people tests/golden/cli/people.csv --for s9; kring search --people tests/golden/cli/people.csv --for a1; kring score --people tests/golden/cli/people.csv s1 s2
