#!/bin/sh
# The systemd unit is well-formed, its exposure is at most 2.0, and what it names is there. Takes
# systemd-analyze (package systemd), else it is skipped.
set -u
: "${KRING_BIN:?run me by make test}"
command -v systemd-analyze >/dev/null || {
    echo "unit.sh: no systemd-analyze (package systemd)"
    exit 77
}
unit=api/kring.service
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0
complain() {
    echo "$*"
    failed=1
}

exposure() { # of a unit file, in tenths: what --threshold compares
    systemd-analyze security --offline=true --no-pager "$1" 2>/dev/null |
        sed -n 's/.*Overall exposure level for .*: \([0-9]*\)\.\([0-9]\).*/\1\2/p'
}
is_safe() {
    systemd-analyze security --offline=true --no-pager --threshold=20 "$1" >/dev/null 2>&1
}

# Here the program is not installed where the unit says.
sed "s|^ExecStart=[^ ]*|ExecStart=$(realpath "$KRING_BIN")|" "$unit" >"$work/kring.service"
systemd-analyze verify --man=no --recursive-errors=no "$work/kring.service" >"$work/said" 2>&1 ||
    complain "verify fails"
[ ! -s "$work/said" ] || complain "verify says: $(cat "$work/said")"

is_safe "$unit" || complain "the exposure is $(exposure "$unit") tenths, more than 20"
[ "$(exposure "$unit")" -le 20 ] || complain "the exposure is $(exposure "$unit") tenths"

# That figure can be too great: without a sandbox it is.
grep -E '^(\[|Type|User|Group|Exec)' "$unit" >"$work/bare.service"
! is_safe "$work/bare.service" || complain "a unit without a sandbox passes too"

# What must not fall out of it, whatever the figure says.
for line in NoNewPrivileges=yes MemoryDenyWriteExecute=yes ProtectSystem=strict ProtectHome=yes \
    PrivateTmp=yes CapabilityBoundingSet= SystemCallArchitectures=native IPAddressDeny=any LimitCORE=0 \
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX" User=kring; do
    grep -qxF "$line" "$unit" || complain "the unit lacks $line"
done

# The settings it sets are settings, secrets come from files, and none stands in it.
settings=$("$KRING_BIN" serve --settings)
for name in $(sed -n 's/.*Environment=\(KRING_[A-Z_]*\)=.*/\1/p' "$unit"); do
    case "$name" in *_FILE) ;; *) complain "$name is set in the unit itself" ;; esac
    printf '%s\n' "$settings" | grep -qF "\`$name\`" || complain "there is no setting $name"
done
exit "$failed"
