# The same bytes again; a changed file, other tables, another engine: refused, saying which.
out=$(mktemp -d)
try() { "$@" > "$out/told" 2>&1; echo "exit $?"; sed "s|$out|OUT|g; s|tables [0-9a-f]*…|tables T…|; s|here are [0-9a-f]*…|here are T…|" "$out/told"; }
kring round --people tests/golden/cli/round/people.csv --as-of 2026-11-22 --out "$out/round" > "$out/told"
try kring replay "$out/round"
cp -r "$out/round" "$out/changed"
sed '2s/^s0/S0/' "$out/round/pairs.csv" > "$out/changed/pairs.csv"
try kring replay "$out/changed"
sed 's/^engine\t1$/engine\t999/' "$out/round/snapshot.tsv" > "$out/changed/snapshot.tsv"
try kring replay "$out/changed"
sed 's/^seed\t1$/seed\t01/' "$out/round/snapshot.tsv" > "$out/changed/snapshot.tsv"
try kring replay "$out/changed"
cp -r "$KRING_SEEDS" "$out/seeds"
sed 's/^place.neutral\t20/place.neutral\t21/' "$KRING_SEEDS/taxonomies/policy.tsv" > "$out/seeds/taxonomies/policy.tsv"
KRING_SEEDS="$out/seeds" try kring replay "$out/round"
rm "$out/changed/run.json"
try kring replay "$out/changed"
rm -r "$out"
