# Who is not in the round, what is no folder, what was changed.
out=$(mktemp -d)
kring round --people tests/golden/cli/round/people.csv --rules tests/golden/cli/round/rules.csv \
  --minimum 20.00 --as-of 2026-11-22 --seed 7 --out "$out/round" > "$out/told"
try() { "$@" > "$out/told" 2>&1; echo "exit $?"; sed "s|$out|OUT|g" "$out/told"; }
try kring why "$out/round" s99
try kring why "$out/round" m01
try kring why "$out/round" s01 s02
try kring why "$out/none" s01
try kring why "$out/round"
try kring why "$out/round" s01 --lang xx
try kring why "$out/round" s01 --to mentor
sed 's/^s01,/s99,/' "$out/round/pairs.csv" > "$out/pairs.csv" && cp "$out/pairs.csv" "$out/round"
try kring why "$out/round" s01
try kring diff "$out/round" "$out/round"
try kring diff "$out/round"
try kring diff "$out/round" "$out/round" --json --csv
rm -r "$out"
