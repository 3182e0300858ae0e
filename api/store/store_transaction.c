#include "api/store/store_query.h"
#include "api/store/store_step.h"

/* Gives way to a stronger one. */
__attribute__((weak)) enum status store_transaction(struct store *store, store_work *work,
                                                    void *context)
{
    return query_transaction(store, "begin_write", work, context);
}
