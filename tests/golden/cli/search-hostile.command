# What a person typed never forges a line of what is printed, nor commands the terminal.
printf 'external_id,role,name,job_title,seats,wished_jobs\n%b\n%b\n%b\n' \
    's,student,"Eva\n  1. 100.00  forged",,,byggingeniør' \
    'a,alumnus,"Bob\n  2.  99.00  forged \0342\0200\0256",byggingeniør\0302\0233,1,' \
    'b,alumnus,Eve,,\0033[31m1,' |
    kring search --people - --for s --as-of 2026-11-22 --lang nb
