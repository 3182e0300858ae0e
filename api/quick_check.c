#include "api/quick_check.h"

enum status quick_check(const struct run *run, size_t workers, const struct watch *watch,
                        struct faults *faults, struct verified *ret_verified)
{
    return verify(round_problem(run->round), &run->result, workers, watch, faults, ret_verified);
}
