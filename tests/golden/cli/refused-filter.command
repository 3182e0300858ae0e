kring search --people tests/golden/cli/people.csv --for s1 --filter field=9999 --filter nonsense
