# A text that cannot be one is told, by its number, and passed over; the others are read.
{
    printf 'byggingeni\303\270r\r\n\377\376\nbakker\000x\n'
    head -c 501 /dev/zero | tr '\0' a
    printf '\n2142'
} | { kring read --scheme isco --lang nb --top 1; echo "exit $?"; } | cat -v | cut -c 1-60
