#!/bin/sh
# Every system call of a server that starts, imports, reads, searches and ends is one that the filter
# of the systemd unit lets through. Takes strace and systemd-analyze, else it is skipped.
set -eu
: "${KRING_BIN:?run me by make test}"
for tool in strace systemd-analyze; do
    command -v "$tool" >/dev/null || {
        echo "sandbox.sh: no $tool"
        exit 77
    }
done
if readelf -W --dyn-syms "$KRING_BIN" | grep -qE ' __(asan|tsan|ubsan)_'; then
    echo "sandbox.sh: a sanitizer makes system calls of its own"
    exit 77
fi

traced=$(mktemp -d)
cat >"$traced/kring" <<SCRIPT
#!/bin/sh
[ "\$1" = serve ] || exec "$KRING_BIN" "\$@"
exec strace -D -f -qq -o "$traced/calls" "$KRING_BIN" "\$@"
SCRIPT
chmod +x "$traced/kring"
real=$KRING_BIN
KRING_BIN="$traced/kring"
. tests/http/server.sh
trap 'server_cleanup; rm -rf "$traced"' EXIT
server_start
import_demo 20 5
[ "$(ask GET '/v1/readings?scheme=isco&text=byggingeni%C3%B8r')" = 200 ] || fail "a reading"
[ "$(ask GET /v1/units)" = 200 ] || fail "the database"
server_stop || fail "it did not end cleanly"
KRING_BIN=$real

# The names of a set and of those within it.
expand() {
    case "$1" in
    @*) for name in $(systemd-analyze syscall-filter "$1" | sed -n 's/^    \([@a-z0-9_-]*\)$/\1/p'); do expand "$name"; done ;;
    *) echo "$1" ;;
    esac
}

# As systemd reads the lines: the first allows, what begins with ~ takes away.
expand @default >"$traced/allowed"
sed -n 's/^SystemCallFilter=//p' api/kring.service | while read -r line; do
    for set in ${line#\~}; do expand "$set"; done | sort -u >"$traced/set"
    case "$line" in
    \~*) grep -vxFf "$traced/set" "$traced/allowed" >"$traced/next" ;;
    *) sort -u "$traced/allowed" "$traced/set" >"$traced/next" ;;
    esac
    mv "$traced/next" "$traced/allowed"
done
sed -n 's/^[0-9]* *\([a-z0-9_]*\)(.*/\1/p' "$traced/calls" | sort -u >"$traced/made"

[ "$(wc -l <"$traced/made")" -ge 30 ] || fail "only $(wc -l <"$traced/made") system calls were seen"
denied=$(grep -vxFf "$traced/allowed" "$traced/made" || :)
[ -z "$denied" ] || fail "the unit's filter denies:" $denied
grep -vx socket "$traced/allowed" >"$traced/fewer"
[ "$(grep -vxFf "$traced/fewer" "$traced/made")" = socket ] || fail "a call denied goes unseen"
! grep -qx -e mount -e setuid -e ptrace "$traced/allowed" || fail "the filter allows what it must not"
