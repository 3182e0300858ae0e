# Musts that cannot hold together: told with the smallest set, and the folder holds the proof.
out=$(mktemp -d)
printf 'kind,student,mentor\nmust,s01,m02\nmust,s03,m02\nmust,s05,m01\n' > "$out/rules.csv"
kring round --people tests/golden/cli/round/people.csv --rules "$out/rules.csv" \
  --as-of 2026-11-22 --out "$out/round" > "$out/told"
echo "exit $?"
sed "s|$out|OUT|" "$out/told"
cat "$out/round/pairs.csv" "$out/round/unmatched.csv" "$out/round/shortages.csv"
sed -n '/outcome/,/\]$/p' "$out/round/run.json"
kring replay "$out/round" | sed "s|$out|OUT|"
rm -r "$out"
