#!/bin/sh
# Runs a command with a throw-away PostgreSQL, which it stops and removes whatever happens:
#   tests/with_postgres.sh COMMAND [ARGUMENT…]       exits as the command does
# The cluster listens on a unix socket only and is UNSAFE on purpose (fsync off): tests lose nothing.
# The command finds in its environment:
#   KRING_TEST_DATABASE_URL  the cluster's database "postgres", as its superuser
#   KRING_TEST_PGCTL         a program: start | stop | kill | freeze | thaw | pid
#                            (kill: as by kill -9 of the whole server; each returns when it is so)
set -eu
[ $# -gt 0 ] || {
    echo "with_postgres.sh: which command?" >&2
    exit 2
}

# The newest version that has a server, not only clients.
initdb=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
bin=${initdb%/initdb}
[ -n "$bin" ] || {
    echo "with_postgres.sh: no PostgreSQL server under /usr/lib/postgresql: run make deps" >&2
    exit 3
}

work=$(mktemp -d /tmp/kring-postgres.XXXXXX)
# PostgreSQL refuses to run as root: then everything of it is the user postgres's.
as=""
if [ "$(id -u)" -eq 0 ]; then
    as="runuser -u postgres --"
    chown postgres: "$work"
fi

cat >"$work/pgctl" <<SCRIPT
#!/bin/sh
set -eu
cd "$work"
pid() { head -n 1 data/postmaster.pid; }
# A process that has ended may be listed until its parent asks for it.
alive() { case "\$(ps -o stat= -p "\$1")" in '' | Z*) return 1 ;; esac }
# The postmaster and its children, so that nothing runs on after a kill.
everyone() { echo "\$(pid) \$(ps -o pid= --ppid "\$(pid)")"; }
ctl() { $as $bin/pg_ctl -D data -s -w -t 60 -l log "\$@"; }
case "\${1:-}" in
start) ctl start 2>/dev/null || { tail -n 20 log >&2; exit 1; } ;;
stop) [ ! -e data/postmaster.pid ] || ctl -m immediate stop ;;
kill)
    all=\$(everyone)
    kill -KILL \$all
    for one in \$all; do
        while alive "\$one"; do sleep 0.02; done
    done
    # Where the first process of a container leaves the dead uncollected for long, their numbers in
    # the locks look taken, and PostgreSQL would not start.
    ! kill -0 "\$(pid)" 2>/dev/null || rm data/postmaster.pid .s.PGSQL.*.lock
    ;;
freeze) kill -STOP \$(everyone) ;;
thaw) kill -CONT \$(everyone) ;;
pid) pid ;;
*) echo "pgctl: start, stop, kill, freeze, thaw or pid" >&2; exit 2 ;;
esac
SCRIPT
chmod 755 "$work/pgctl"

finish() {
    code=$?
    trap '' INT TERM HUP
    "$work/pgctl" thaw 2>/dev/null || :
    "$work/pgctl" stop || :
    rm -rf "$work"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

cd "$work"
$as "$bin/initdb" -D "$work/data" -U kring --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$work/initdb.log" 2>&1 || {
    cat "$work/initdb.log" >&2
    exit 3
}
cat >>"$work/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$work'
unix_socket_permissions = 0700
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 100
shared_buffers = 128MB
CONF
"$work/pgctl" start
cd "$OLDPWD"
export KRING_TEST_DATABASE_URL="postgresql:///postgres?host=$work&user=kring"
export KRING_TEST_PGCTL="$work/pgctl"
"$@"
