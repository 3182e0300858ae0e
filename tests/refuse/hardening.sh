#!/bin/sh
# The binary is hardened: position-independent, full RELRO, no executable stack, no segment that is
# both writable and executable, stack canaries, FORTIFY, no search path of its own, no relocations
# in the code. And each of these checks can fail: it is tried on a program built without the thing.
set -u
: "${KRING_BIN:?run me by make test}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# One line for each thing that a binary lacks.
lacking() {
    header=$(readelf -hW "$1")
    segments=$(readelf -lW "$1")
    dynamic=$(readelf -dW "$1")
    symbols=$(readelf -W --dyn-syms "$1")
    has() { printf '%s\n' "$1" | grep -qE "$2"; }
    { has "$header" 'Type: +DYN' && has "$dynamic" 'FLAGS_1.*PIE'; } || echo pie
    has "$segments" '^ +GNU_RELRO ' || echo relro
    has "$dynamic" 'FLAGS.*(BIND_NOW|NOW)' || echo now
    has "$segments" '^ +GNU_STACK .* RW +0x' || echo stack
    ! has "$segments" '^ +LOAD .* RWE ' || echo segments
    has "$symbols" ' __stack_chk_fail(@| |$)' || echo canary
    has "$symbols" ' __[a-z]+_chk(@| |$)' || echo fortify
    ! has "$dynamic" '\((RPATH|RUNPATH)\)' || echo path
    ! has "$dynamic" 'TEXTREL' || echo text
}

if readelf -W --dyn-syms "$KRING_BIN" | grep -qE ' __(asan|tsan|ubsan)_'; then
    echo "hardening: a sanitizer takes the place of FORTIFY; the plain build is what is shipped"
    exit 77
fi

# The same program, with everything and with one thing less each time.
cat >"$work/probe.c" <<'C'
#include <stdio.h>
#include <string.h>
#ifdef WRITABLE_CODE
__asm__(".section .both,\"awx\"\n.byte 0\n.previous");
#endif
#ifdef RELOCATED_CODE
__asm__(".pushsection .text\n.balign 8\n.quad main\n.popsection");
#endif
int main(int count, char **words)
{
    char copy[8] = "";
    strncpy(copy, words[0], (size_t)count);
    return puts(copy) < 0;
}
C
all="-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE -pie"
all="$all -Wl,-z,relro,-z,now,-z,noexecstack"
probe() { # probe FLAG…: what a program built so lacks, in one line
    # shellcheck disable=SC2086 # a list of flags
    ${CC:-gcc} -w $all "$@" -o "$work/probe" "$work/probe.c" 2>"$work/errors" || {
        cat "$work/errors" >&2
        echo "did not build"
        return
    }
    lacking "$work/probe" | tr '\n' ' '
}

failed=0
expect() { # expect WHAT WANTED GOT
    [ "$2" = "$3" ] && return
    echo "$1: expected \"$2\", found \"$3\""
    failed=1
}
expect "with everything" "" "$(probe)"
expect "not position-independent" "pie " "$(probe -fno-pie -no-pie)"
expect "no RELRO" "relro " "$(probe -Wl,-z,norelro)"
expect "lazy binding" "now " "$(probe -Wl,-z,lazy)"
expect "an executable stack" "stack " "$(probe -Wl,-z,execstack)"
expect "code that can be written" "segments " "$(probe -DWRITABLE_CODE)"
expect "relocations in the code" "text " "$(probe -DRELOCATED_CODE -Wl,-z,notext)"
expect "no canary" "canary " "$(probe -fno-stack-protector)"
expect "no FORTIFY" "fortify " "$(probe -U_FORTIFY_SOURCE)"
expect "a search path" "path " "$(probe -Wl,-rpath,/nowhere)"
expect "$KRING_BIN" "" "$(lacking "$KRING_BIN" | tr '\n' ' ')"
exit $failed
