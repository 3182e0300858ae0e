# Each kind of answer about one student or one pair, to staff and to the student.
out=$(mktemp -d)
kring round --people tests/golden/cli/round/people.csv --rules tests/golden/cli/round/rules.csv \
  --minimum 20.00 --as-of 2026-11-22 --seed 7 --out "$out/round" > "$out/told"
try() { echo "== $*"; kring why "$out/round" "$@"; }
try s01
try s03
try s04 m01
try s05 m01
try s06
try s06 m06 --to student --lang nl
try s03 m01
try s01 m02
try s02 m04 --lang sv --to student
try s08 m06
try m05 m05
try s07 --json
try s01 m02 --json
rm -r "$out"
