#include "api/long_command.h"

#include "api/command.h"
#include "api/options.h"
#include "api/progress.h"
#include "matcher/workers.h"

#include <sched.h>
#include <stdio.h>

size_t long_command_processors(void)
{
    cpu_set_t mine;
    if (sched_getaffinity(0, sizeof mine, &mine) != 0)
        return 1;
    size_t count = (size_t)CPU_COUNT(&mine);
    return count > WORKERS_MAX ? WORKERS_MAX : count;
}

int long_command_exit_code(enum status status)
{
    switch (status) {
    case STATUS_OK: return EXIT_CODE_OK;
    case STATUS_INVALID:
    case STATUS_SYNTAX:
    case STATUS_CONFLICT:
    case STATUS_TOO_LARGE: return EXIT_CODE_FAULTS;
    default: return EXIT_CODE_FAILED;
    }
}

void long_command_tell(const char *command, enum status status, const struct faults *faults,
                       const char *file, size_t shown_max)
{
    (void)progress_end();
    options_tell_faults(faults, file, shown_max);
    if (status == STATUS_CANCELLED)
        fprintf(stderr, "kring %s: interrupted\n", command);
    else if (faults->total == 0)
        fprintf(stderr, "kring %s: %s\n", command, status_summary(status));
}
