#include "api/store/store_lecture.h"

#include "api/store/store_query.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <string.h>

static enum status fill(const PGresult *result, struct arena *arena, struct lecture_turns *turns)
{
    for (int i = 0; i < PQntuples(result); i++) {
        const char *count = query_cell(result, i, "turns");
        int64_t number = 0;
        if (text_to_int(count, strlen(count), 0, INT32_MAX, &number) != STATUS_OK)
            return STATUS_BROKEN;
        turns[i].speaker_id = arena_strdup(arena, query_cell(result, i, "speaker_id"));
        turns[i].turns = (int32_t)number;
        if (turns[i].speaker_id == NULL)
            return STATUS_MEMORY;
    }
    return STATUS_OK;
}

enum status store_lecture_turns(struct store *store, const char *programme_id, int year,
                                struct arena *arena, struct lecture_turns **ret_turns,
                                size_t *ret_count)
{
    PGresult *result = NULL;
    struct query_number number = query_number(year);
    enum status status = QUERY(store, "lecture_turns", &result, programme_id, number.text);
    if (status != STATUS_OK)
        return status;
    size_t count = (size_t)PQntuples(result);
    struct lecture_turns *turns = arena_array(arena, count, sizeof *turns);
    status = turns == NULL ? STATUS_MEMORY : fill(result, arena, turns);
    PQclear(result);
    if (status != STATUS_OK)
        return status;
    *ret_turns = turns;
    *ret_count = count;
    return STATUS_OK;
}
