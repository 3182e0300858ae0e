# Announced pairs that fell through: the others stay where they can; a second repair on the first,
# for a mentor who is gone; and back to the objective there was, where all are free to move.
out=$(mktemp -d)
kring round --people tests/golden/cli/round/people.csv --rules tests/golden/cli/round/rules.csv \
  --minimum 20.00 --as-of 2026-11-22 --seed 7 --out "$out/round" > "$out/told"
pair=$(sed -n 's/^\(s01\),\([^,]*\),.*/\1:\2/p' "$out/round/pairs.csv")
echo "dropped $pair"
kring round --repair "$out/round" --drop "$pair" --out "$out/repair" | sed -n '/^announced/,$p'
kring verify "$out/repair"
kring round --repair "$out/repair" --set seats:m05=0 --out "$out/second" | sed -n '/^announced/,$p'
kring round --from "$out/second" --objective fair --out "$out/fair" | sed -n '/^made/,$p'
rm -r "$out"
