#!/bin/sh
# The share of national job titles read rightly, per language, without and with the labels of ESCO,
# beside plain 3-gram cosine over the same labels: tests/titles.sh BENCH, with KRING_REFERENCE naming
# a folder that has titles/nl.tsv … en.tsv and esco-labels.tsv or esco-labels.tsv.gz.
set -eu
bench=${1:?usage: tests/titles.sh BENCH}
if [ -z "${KRING_REFERENCE:-}" ]; then
    echo "titles: set KRING_REFERENCE to the folder of reference data" >&2
    exit 2
fi
labels=$KRING_REFERENCE/esco-labels.tsv
if [ ! -f "$labels" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    labels=$folder/esco-labels.tsv
    gzip -dc "$KRING_REFERENCE/esco-labels.tsv.gz" > "$labels"
fi
echo "With Kring's own labels:"
"$bench"
echo
echo "With the labels of ESCO too:"
"$bench" "$labels"
