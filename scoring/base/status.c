#include "scoring/base/status.h"

#include <assert.h>
#include <stddef.h>

static const struct {
    const char *word;
    const char *summary;
} statuses[STATUS_COUNT] = {
#define STATUS_ROW(name, word, summary) {word, summary},
    STATUS_LIST(STATUS_ROW)
#undef STATUS_ROW
};

const char *status_word(enum status status)
{
    assert((size_t)status < STATUS_COUNT);
    return statuses[status].word;
}

const char *status_summary(enum status status)
{
    assert((size_t)status < STATUS_COUNT);
    return statuses[status].summary;
}
