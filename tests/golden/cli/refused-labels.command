printf '9999\tnl\tdijkgraver\n' > "$KRING_DATA.labels.tsv"
kring read --scheme isco --labels "$KRING_DATA.labels.tsv" dijkgraver 2>&1 | sed "s|$KRING_DATA|DATA|"
