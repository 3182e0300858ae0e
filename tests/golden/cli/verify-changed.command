# A changed pair: the digest finds it; put right, the checker does, which goes by the problem alone.
problem=tests/golden/problems/scipy-assignment.txt
result=$(mktemp)
trap 'rm "$result"' EXIT
refuse() { kring verify "$@" 2>&1 | sed 's/^[^:]*: /RESULT: /'; }
kring solve "$problem" --objective total | sed 's/\[1, 2\]/[1, 3]/; s/\[3, 3\]/[3, 2]/' >"$result"
refuse "$problem" "$result"
digest=$(kring verify "$problem" "$result" 2>&1 | sed -n 's/.*its digest is //p')
sed -i "s/\"digest\": .*/\"digest\": \"$digest\"/" "$result"
refuse "$problem" "$result"
refuse tests/golden/problems/kuhn-1955-ratings.txt "$result"
kring solve "$problem" >"$result"
kring verify "$problem" "$result"
refuse "$problem" /dev/null
refuse "$problem" "$problem"
