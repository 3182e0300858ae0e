# What says nothing sound is refused, and nothing is written.
out=$(mktemp -d)
kring round --people tests/golden/cli/round/people.csv --rules tests/golden/cli/round/rules.csv \
  --minimum 20.00 --as-of 2026-11-22 --seed 7 --out "$out/round" > "$out/told"
try() { kring round --out "$out/then" "$@" > "$out/told" 2>&1; echo "exit $?"; sed "s|$out|OUT|g" "$out/told"; }
try --from "$out/round" --set seats:m99=1 --set seats:s01=1 --set m01=1 --set seats:m01=1001
try --from "$out/round" --drop s01:m01
try --from "$out/round" --repair "$out/round"
try --people tests/golden/cli/round/people.csv --set seats:m01=1
try --repair "$out/round"
try --repair "$out/round" --drop s01:m01 --objective fair
try --repair "$out/round" --drop s01 --drop s01:m02 --drop :m01
echo kind,student,mentor > "$out/more.csv"; echo must,s01,m99 >> "$out/more.csv"
try --from "$out/round" --rules "$out/more.csv"
echo kind,student,mentor,rank > "$out/more.csv"; echo wish,s04,m02,1 >> "$out/more.csv"
try --from "$out/round" --rules "$out/more.csv"
try --from "$out/round" --objective total
try --from "$out/none"
ls "$out"
rm -r "$out"
