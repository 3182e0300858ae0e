kring round --people tests/golden/cli/round/people.csv
kring round --out x
kring round --people a --from b --out x
kring round --people a --out x --objective best
kring round --people a --out x --objective repair
kring round --people a --out x --as-of 2026
kring round --people a --out x --set seats:m01=3
kring round --people a --out x --threads 0
kring round --people tests/golden/cli/round/people.csv --out x --weights field=100 --minimum 101
kring replay
