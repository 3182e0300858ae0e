#!/bin/sh
# A password is in no output, whatever is wrong with the URL it is in, whichever command is given
# it, and none is taken from a command line. A file of VARIABLE_FILE does as the variable.
set -u
: "${KRING_BIN:?run me by make test}" "${KRING_TEST_DATABASE_URL:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
unset KRING_DATABASE_URL KRING_DATABASE_URL_FILE PGPASSWORD
export KRING_LISTEN=127.0.0.1:0 KRING_ADMIN_LISTEN=127.0.0.1:0
canary=hemmelighet
failed=0

complain() {
    failed=1
    echo "$1:"
    cat "$work/out"
}

# expect WHAT EXIT WORDS COMMAND…: exits so, says WORDS (an extended expression), and not the canary
expect() {
    what=$1 code=$2 words=$3
    shift 3
    "$@" >"$work/out" 2>&1 </dev/null
    got=$?
    [ "$got" -eq "$code" ] || complain "$what: exit $got, not $code"
    grep -qE "$words" "$work/out" || complain "$what: does not say \"$words\""
    ! grep -q "$canary" "$work/out" || complain "$what: shows the password"
}
kring() { "$KRING_BIN" "$@"; }
with() { # with VARIABLE VALUE COMMAND…
    variable=$1 value=$2
    shift 2
    env "$variable=$value" "$KRING_BIN" "$@"
}

# Every command that has the option, as its help says.
commands=$(kring --help | sed -n 's/^  \([a-z]\{1,\}\( [a-z]\{1,\}\)\{0,1\}\)  .*/\1/p')
tried=0
for command in $(printf '%s\n' "$commands" | tr ' ' '+'); do
    words=$(printf '%s' "$command" | tr '+' ' ')
    # shellcheck disable=SC2086 # a command of two words
    kring $words --help | grep -q -- '--database' || continue
    tried=$((tried + 1))
    case "$words" in
    "token create") arguments="--person somebody" ;;
    "token revoke") arguments="00000000-0000-7000-8000-000000000000" ;;
    *) arguments="" ;;
    esac
    [ "$words" != "token revoke" ] || arguments="somebody"
    # shellcheck disable=SC2086 # as above
    expect "$words, a password on the command line" 2 "takes no password" \
        "$KRING_BIN" $words $arguments --database "postgresql://kring:$canary@127.0.0.1:1/kring"
done
[ "$tried" -ge 3 ] || complain "only $tried commands were tried"

wrong="postgresql://kring:$canary@127.0.0.1:1/kring
postgresql://kring:a/$canary@127.0.0.1:1/kring
postgresql://kring:a@$canary@127.0.0.1:1/kring
postgresql://kring:$canary@[::1/kring
postgresql://kring:%zz$canary@127.0.0.1:1/kring
postgresql://kring:1/$canary@127.0.0.1:1/kring
host=127.0.0.1 port=1 password=$canary
host=127.0.0.1 port=1 password='$canary
host=127.0.0.1 port=$canary password=$canary"
printf '%s\n' "$wrong" >"$work/wrong"
while read -r url; do
    expect "migrate, $url" 3 "kring migrate: " with KRING_DATABASE_URL "$url" migrate
    printf '%s\n' "$url" >"$work/url"
    expect "migrate, $url in a file" 3 "kring migrate: " with KRING_DATABASE_URL_FILE "$work/url" migrate
done <"$work/wrong"
expect "serve, a URL that cannot be read" 3 "cannot be read" \
    with KRING_DATABASE_URL "postgresql://kring:a/$canary@127.0.0.1:1/kring" serve
expect "a URL that cannot be read, as an option" 3 "cannot be read" \
    "$KRING_BIN" migrate --database "postgresql://kring:$canary@[::1/kring"
expect "the settings" 0 "KRING_DATABASE_URL_FILE" with KRING_DATABASE_URL "$canary" serve --settings

# One of the two, a file that is there, with something in it.
both() { KRING_DATABASE_URL="postgresql://$canary" KRING_DATABASE_URL_FILE="$work/url" "$KRING_BIN" "$@"; }
for command in migrate serve; do
    expect "$command, variable and file" 2 "only one of them" both "$command"
    expect "$command, no such file" 2 "KRING_DATABASE_URL_FILE: .*No such file" \
        with KRING_DATABASE_URL_FILE "$work/none" "$command"
    : >"$work/empty"
    expect "$command, an empty file" 2 "first line is empty" \
        with KRING_DATABASE_URL_FILE "$work/empty" "$command"
done
expect "neither" 2 "needs a database" "$KRING_BIN" migrate

# And a file that is right.
psql -q "$KRING_TEST_DATABASE_URL" -c "CREATE DATABASE kring_secrets_$$"
echo "$KRING_TEST_DATABASE_URL" | sed "s|/postgres?|/kring_secrets_$$?|" >"$work/url"
expect "migrate by a file" 0 "0001" with KRING_DATABASE_URL_FILE "$work/url" migrate
psql -q "$KRING_TEST_DATABASE_URL" -c "DROP DATABASE kring_secrets_$$"
exit "$failed"
