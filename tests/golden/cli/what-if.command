# A round from another: seats, rules and settings changed, the exact difference told; then the
# difference by itself, both ways, as text, CSV and JSON.
out=$(mktemp -d)
kring round --people tests/golden/cli/round/people.csv --rules tests/golden/cli/round/rules.csv \
  --minimum 20.00 --as-of 2026-11-22 --seed 7 --out "$out/round" > "$out/told"
{ echo kind,student,mentor,rank; echo wish,s06,m05,2; echo never,s05,m01,; echo never,s03,m02,; } \
  > "$out/more.csv"
kring round --from "$out/round" --set seats:m01=3 --rules "$out/more.csv" \
  --minimum 0 --objective most --weights field=40,career=30,language=15,place=15 \
  --out "$out/then" | sed -n '/^made/,$p'
grep -a '^from' "$out/then/snapshot.tsv" | sed 's/[0-9a-f]\{64\}/HASH/'
kring verify "$out/then" | sed "s|$out|OUT|"
kring replay "$out/then" | sed "s|$out|OUT|"
kring diff "$out/then" "$out/round"; echo "exit $?"
kring diff "$out/round" "$out/then" --csv; echo "exit $?"
kring diff "$out/round" "$out/then" --json; echo "exit $?"
kring diff "$out/round" "$out/round"; echo "exit $?"
rm -r "$out"
