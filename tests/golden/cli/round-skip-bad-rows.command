# A refused row ends a round, unless it is to be skipped.
out=$(mktemp -d)
{ cat tests/golden/cli/round/people.csv; echo 's09,student,,,,0732,,,,,nl:Z9,,,,,,,,'; } |
  kring round --people - --skip-bad-rows --as-of 2026-11-22 --out "$out/round" | sed "s|$out|OUT|"
grep -c '^s' "$out/round/snapshot.tsv"
rm -r "$out"
