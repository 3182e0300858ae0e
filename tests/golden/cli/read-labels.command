printf '2142\tnl\tdijkgraver\n' > "$KRING_DATA.labels.tsv"
kring read --scheme isco --lang nl --labels "$KRING_DATA.labels.tsv" dijkgraver
