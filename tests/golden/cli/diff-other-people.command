# What differs for many people is told by their number.
out=$(mktemp -d)
kring demo --students 40 --alumni 60 --seed 1 --codes --out "$out/a.csv"
kring demo --students 40 --alumni 60 --seed 2 --codes --out "$out/b.csv"
kring round --people "$out/a.csv" --as-of 2026-11-22 --out "$out/a" > /dev/null
kring round --people "$out/b.csv" --as-of 2026-11-22 --out "$out/b" > /dev/null
kring diff "$out/a" "$out/b" | sed -n '1,/figures/p'
rm -r "$out"
