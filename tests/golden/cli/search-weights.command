kring search --people tests/golden/cli/people.csv --for s1 --as-of 2026-11-22 --weights field=0,career=100,language=0,place=0 --limit 2
