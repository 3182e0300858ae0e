#!/bin/sh
# The private PostgreSQL of `make run`: a cluster of its own, on a unix socket only, that
# survives a stop. It is as durable as any (fsync on); only its memory is small.
#   api/trial.sh start | stop | url | status
# Where: $KRING_VAR/postgres, by default var/postgres of the checkout. For root: PostgreSQL refuses
# to run as root and runs as the user postgres, who cannot enter a checkout under /root; so it is
# /var/lib/kring/ID/postgres, where ID belongs to the checkout's path.
# Whoever can enter that folder (its owner, and root) may connect: it has mode 0700.
set -eu
cd "$(dirname "$0")/.."

DATABASE=kring
SOCKET_PATH_MAX=107 # sun_path of sockaddr_un, less its NUL

complain() {
    echo "trial.sh: $*" >&2
    exit 3
}

root=""
[ "$(id -u)" -ne 0 ] || root=yes
if [ -n "${KRING_VAR:-}" ]; then
    var=$KRING_VAR
elif [ -n "$root" ]; then
    var=/var/lib/kring/$(pwd -P | cksum | cut -d ' ' -f 1)
else
    var=$PWD/var
fi
case "$var" in
/*) ;;
*) var=$PWD/$var ;;
esac
case "$var" in
*[\'\"\\,]*) complain "the folder $var has a quote, a comma or a backslash in its name: set KRING_VAR to another" ;;
esac
home=$var/postgres
data=$home/data
[ "$(printf '%s' "$home/.s.PGSQL.5432" | wc -c)" -le "$SOCKET_PATH_MAX" ] ||
    complain "the folder $home is too long a name for a socket: set KRING_VAR to a shorter one"

as() { # as COMMAND…: as the user that PostgreSQL runs as
    if [ -n "$root" ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        (cd / && "$@")
    fi
}

find_server() {
    # The newest version that has a server, not only clients; elsewhere than on Debian, the path's.
    initdb=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    [ -n "$initdb" ] || initdb=$(command -v initdb || :)
    bin=${initdb%/initdb}
    [ -n "$bin" ] || complain "the PostgreSQL server is missing: run 'make deps' (Debian's" \
        "package postgresql), or set KRING_DATABASE_URL to a database of your own"
    # A cluster is read only by the version that made it.
    if [ -e "$data/PG_VERSION" ]; then
        version=$(as cat "$data/PG_VERSION")
        [ ! -x "/usr/lib/postgresql/$version/bin/postgres" ] || bin=/usr/lib/postgresql/$version/bin
        [ "$("$bin/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" = "$version" ] ||
            complain "$data was made by PostgreSQL $version, which is not installed"
    fi
}

make_home() {
    if [ -n "$root" ]; then
        id postgres >/dev/null 2>&1 || complain "there is no user postgres: run 'make deps'"
        mkdir -p "$var"
        [ -d "$home" ] || install -d -m 0700 -o postgres "$home"
        as test -w "$home" || complain "the user postgres cannot reach $home: set KRING_VAR to a" \
            "folder whose parents everybody may enter"
    else
        mkdir -p "$var"
        [ -d "$home" ] || mkdir -m 0700 "$home"
    fi
    # Whoever can reach the socket may connect: a folder that another made is not taken.
    as chmod 0700 "$home" || complain "$home belongs to somebody else: set KRING_VAR to another folder"
}

make_cluster() {
    rm -rf "$data.new"
    # Made aside and moved: a cluster half made is never taken for one.
    as "$bin/initdb" -D "$data.new" -U kring --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        --data-checksums >"$var/initdb.log" 2>&1 || {
        cat "$var/initdb.log" >&2
        complain "initdb failed"
    }
    cat >>"$data.new/postgresql.conf" <<CONF

# Kring's trial cluster: a small one, for this machine alone.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 40
shared_buffers = 64MB
max_wal_size = 256MB
CONF
    as mv "$data.new" "$data"
}

running() {
    [ -e "$data/PG_VERSION" ] && as "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1
}

make_database() {
    if [ -z "$(as "$bin/psql" -h "$home" -U kring -d postgres -Atqc \
        "SELECT 1 FROM pg_database WHERE datname = '$DATABASE'")" ]; then
        as "$bin/createdb" -h "$home" -U kring "$DATABASE"
    fi
}

start() {
    make_home
    [ -e "$data/PG_VERSION" ] || make_cluster
    running || as "$bin/pg_ctl" -D "$data" -s -w -t 60 -l "$home/log" -o "-k '$home'" start || {
        as tail -n 20 "$home/log" >&2
        complain "PostgreSQL did not start; the whole log is $home/log"
    }
    make_database
}

url() {
    printf 'postgresql:///%s?host=%s&user=kring\n' "$DATABASE" \
        "$(printf '%s' "$home" | sed 's/%/%25/g; s/ /%20/g; s/?/%3F/g; s/&/%26/g; s/#/%23/g')"
}

case "${1:-}" in
start)
    find_server
    start
    ;;
stop)
    find_server
    ! running || as "$bin/pg_ctl" -D "$data" -s -w -t 60 -m fast stop
    ;;
url) url ;;
status)
    find_server
    if running; then
        echo "running: $(url)"
    else
        echo "stopped: $home"
        exit 1
    fi
    ;;
*)
    echo "trial.sh: start, stop, url or status" >&2
    exit 2
    ;;
esac
