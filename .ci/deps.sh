#!/bin/sh
# Installs what Kring needs on Debian 12, and only what is missing. Called by `make deps`; asks
# for root (sudo) only when something has to be installed.
#   .ci/deps.sh [--for build|test|develop]    default test; each includes the one before
set -eu

BUILD="gcc pkg-config libc6-dev libjansson-dev libmicrohttpd-dev libpcre2-dev libutf8proc-dev
 libsodium-dev libpq-dev libcurl4-openssl-dev postgresql-15 curl"
TEST="libcriterion-dev libical-dev procps openssl python3-aiosmtpd"
DEVELOP="clang clang-format clang-tidy glpk-utils libclang-rt-14-dev npm strace systemd"

want="${2:-test}"
case "$want" in
build) packages="$BUILD" ;;
test) packages="$BUILD $TEST" ;;
develop) packages="$BUILD $TEST $DEVELOP" ;;
*)
    echo "deps.sh: --for takes build, test or develop" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This system has no apt. Kring is built on Debian 12; elsewhere install the equivalents of:" >&2
    echo " " $packages >&2
    echo "and run make with DEPS=no." >&2
    exit 1
fi

# npm counts as present when any npm is on the path: Node's own packages bring one too.
present() {
    [ "$1" = npm ] && command -v npm >/dev/null && return 0
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=""
for package in $packages; do
    present "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

run=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Missing packages:$missing" >&2
        echo "Installing them takes root: run 'apt-get install$missing' as root, then try again." >&2
        exit 1
    fi
    run="sudo"
fi

echo "Installing what is missing:$missing"
install_all() {
    # shellcheck disable=SC2086 # a list of words
    $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}
# A new system has no package lists yet, an old one may have lists that name what is gone.
if ! ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1; then
    $run apt-get update -q
fi
if ! install_all; then
    echo "Updating the package lists and trying once more." >&2
    if ! $run apt-get update -q || ! install_all; then
        echo "apt-get could not install:$missing" >&2
        echo "Check the network and the package sources, then run 'make deps' again." >&2
        exit 1
    fi
fi
