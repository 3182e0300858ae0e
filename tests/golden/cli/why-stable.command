# Under stable nothing is lost: the student or the mentor prefers somebody.
out=$(mktemp -d)
kring round --people tests/golden/cli/round/people.csv --as-of 2026-11-22 --objective stable \
  --out "$out/round" > "$out/told"
for mentor in m01 m02 m05; do kring why "$out/round" s01 $mentor; done
kring why "$out/round" s07 m02 --to student
rm -r "$out"
