result=$(mktemp)
for each in rules:fair rules:most infeasible:fair nrmp-2014:stable kuhn-1955-ratings:total; do
    problem=tests/golden/problems/${each%:*}.txt
    kring solve "$problem" --objective "${each#*:}" >"$result" 2>/dev/null
    kring verify "$problem" "$result"
    kring verify "$problem" - <"$result"
done
rm "$result"
