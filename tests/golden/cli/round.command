# A round with every kind of rule: the summary, then every file.
out=$(mktemp -d)
kring round --people tests/golden/cli/round/people.csv --rules tests/golden/cli/round/rules.csv \
  --minimum 20.00 --as-of 2026-11-22 --seed 7 --out "$out/round" | sed "s|$out|OUT|"
for file in snapshot.tsv pairs.csv unmatched.csv shortages.csv run.json; do
  echo "== $file"
  cat "$out/round/$file"
done
rm -r "$out"
