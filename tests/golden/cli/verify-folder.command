# A round's folder is proven; then one thing in it is changed at a time.
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cat >"$work/people.csv" <<END
external_id,role,field,languages,seats
s1,student,0732,nl:native|en:B2,
s2,student,0913,nl:native,
s3,student,0731,en:C1,
a1,alumnus,0732,nl:native|en:C1,2
a2,alumnus,0731,nl:C1|en:B1,1
END
kring round --people "$work/people.csv" --as-of 2026-11-22 --out "$work/round" >/dev/null
kring verify "$work/round"
kring verify --quick "$work/round"
change() { # change FILE OLD NEW
    rm -rf "$work/changed"
    cp -r "$work/round" "$work/changed"
    sed -i "s/$2/$3/" "$work/changed/$1"
    kring verify "$work/changed" 2>&1 | sed "s|$work/||g; s/[0-9a-f]\{64\}/DIGEST/g"
}
change run.json '"worst": [0-9]*' '"worst": 1'
change pairs.csv a1 a2
change snapshot.tsv 0732 0731
rm "$work/changed/run.json"
kring verify "$work/changed" 2>&1 | sed "s|$work/||g"
kring verify "$work/none" 2>&1 | sed "s|$work/||g"
