kring import esco tests/golden/cli/esco
kring read --scheme isco --lang nl dijkbouwkundige --top 1
kring read --scheme isced --lang en 'building of dikes' --top 1
rm -r "$KRING_DATA/labels"
