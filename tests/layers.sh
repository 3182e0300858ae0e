#!/bin/sh
# Checks the layers of the house: a file includes only its own room or rooms below it, and a
# foreign header has one owner. Prints every breach as file:line; exit 1 if there is one.
#   tests/layers.sh [FOLDER]     FOLDER: the checkout (default: this one)
set -eu
cd "${1:-$(dirname "$0")/..}"

find scoring matcher api -name '*.[ch]' | sort | xargs awk '
# The room of a path, as a rank: what a file may include ranks no higher than itself.
# api/files and api/store stand side by side and do not see each other.
function rank(path) {
    if (path ~ /^scoring\/base\//) return 1
    if (path ~ /^scoring\//) return 2
    if (path ~ /^matcher\//) return 3
    if (path ~ /^api\/wire\//) return 4
    if (path ~ /^api\/(files|store)\//) return 5
    if (path ~ /^api\//) return 6
    return 0
}
function side(path) {
    return path ~ /^api\/files\// ? "files" : path ~ /^api\/store\// ? "store" : ""
}
# What the checker of results may include of its own room: plain data and its own files. Whatever
# solves, settles or searches stays outside, or its mistakes would be proven right.
function independent(path) {
    return path !~ /^matcher\// || path ~ /^matcher\/(verify|verify_[a-z_]+|problem|result|graph|watch|workers)\.h$/
}
function breach(why) {
    printf "%s:%d: %s\n", FILENAME, FNR, why
    failed = 1
}
BEGIN {
    # owner: the files that may include a foreign header, as a pattern
    owner["pcre2.h"] = "^scoring/(reading|fold)[a-z_]*\\.c$"
    owner["utf8proc.h"] = "^scoring/(reading|fold)[a-z_]*\\.c$"
    owner["sodium.h"] = "^(scoring/base/digest|api/store/store_token)\\.c$"
    owner["jansson.h"] = "^api/wire/"
    owner["curl/curl.h"] = "^api/mail\\.c$"
    owner["libpq-fe.h"] = "^api/store/"
    owner["microhttpd.h"] = "^api/(server|guard|reaper)[a-z_]*\\.[ch]$"
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, part, "\"")
    path = part[2]
    if (rank(path) == 0) {
        if (path != "generated/sql.h") breach("includes \"" path "\", which is in no room (write it from the root)")
    } else if (rank(path) > rank(FILENAME)) {
        breach("includes \"" path "\", a room above it")
    } else if (FILENAME ~ /^matcher\/verify[a-z_]*\.[ch]$/ && FILENAME !~ /verify_round/ && !independent(path)) {
        breach("includes \"" path "\": the checker shares no code with what it checks")
    } else if (side(path) != "" && side(FILENAME) != "" && side(path) != side(FILENAME)) {
        breach("includes \"" path "\", the room beside it")
    }
}
/^[ \t]*#[ \t]*include[ \t]*</ {
    split($0, part, /[<>]/)
    if (part[2] in owner && FILENAME !~ owner[part[2]])
        breach("includes <" part[2] ">, which only " owner[part[2]] " may")
}
# scoring and matcher do no I/O and read no clock.
/[^a-z_](fopen|printf|fprintf|puts|open|clock_gettime|time|getenv|setlocale)\(/ {
    if (rank(FILENAME) <= 3 && $0 !~ /__attribute__|^ *\*|\/\*/ && $0 !~ /vsnprintf|snprintf/)
        breach("does I/O or reads the clock or the environment: " $0)
}
END { exit failed }
'
