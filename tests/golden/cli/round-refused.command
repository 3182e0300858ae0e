# Nothing is solved, and nothing written, when the input is at fault.
out=$(mktemp -d)
people=tests/golden/cli/round/people.csv
try() { kring round --as-of 2026-11-22 "$@" 2>&1 | sed "s|$out|OUT|"; }
{ cat $people; echo 's09,student,,,,0732,,,,,nl:Z9,,,,,,,,'; } > "$out/bad.csv"
try --people "$out/bad.csv" --out "$out/round"
sed 's/^s08,/=s08,/' $people > "$out/formula.csv"
try --people "$out/formula.csv" --out "$out/round"
{ echo kind,student,mentor; echo must,s01,m99; echo pin,m05,m05; echo never,m01,s01; } > "$out/rules.csv"
try --people $people --rules "$out/rules.csv" --out "$out/round"
{ echo kind,student,mentor; echo must,s01,m99; echo never,m01,s01; echo first,m01,; } > "$out/rules.csv"
try --people $people --rules "$out/rules.csv" --out "$out/round"
try --people $people --out "$out"
try --people $people --out $people
try --people $people --out "$out/no/folder"
try --people "$out/none.csv" --out "$out/round"
try --people $people --objective stable --rules tests/golden/cli/round/rules.csv --out "$out/round"
ls "$out"
rm -r "$out"
