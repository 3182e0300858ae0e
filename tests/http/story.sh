#!/bin/sh
# The tour of README.md, driven by curl alone against a server of its own: each command of its
# ```shell blocks must print what stands below it (tests/readme.sh).
#   KRING_TRACES=DIR  keeps what curl sent and got, a file a request, for tests/check_api.sh
set -eu
cd "$(dirname "$0")/../.."
. tests/http/server.sh

server_start
export base staff
if [ -n "${KRING_TRACES:-}" ]; then
    mkdir -p "$KRING_TRACES" "$work/bin"
    # A curl before the real one on the way, which leaves a trace.
    {
        echo '#!/bin/sh'
        echo "exec $(command -v curl) --trace \"\$(mktemp '$KRING_TRACES/XXXXXX')\" \"\$@\""
    } >"$work/bin/curl"
    chmod 755 "$work/bin/curl"
    PATH="$work/bin:$PATH"
    export PATH
fi
EXAMPLES=shell sh tests/readme.sh README.md
