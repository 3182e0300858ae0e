/* What the reader of results is made of: values, objects and lists of a JSON tree, with a fault by
 * JSON pointer for whatever is not as it must be. Only result_read.c includes it. */
#ifndef API_WIRE_RESULT_READER_H
#define API_WIRE_RESULT_READER_H

#include "api/wire/json_tree.h"
#include "api/wire/result_inner.h"

/* Who is who on a side: by number from 1, or by id. */
struct result_side {
    const struct result_id *by_id; /* rising; NULL: by number */
    uint32_t count;
};

struct result_reader {
    struct result_side students, mentors;
    struct arena *arena;
    struct faults *faults;
    const struct result_extra *extra; /* NULL: none; its members are a draft */
    struct digest written;            /* the member `digest` */
    bool wrong;                       /* a fault was added */
    bool failed;                      /* memory ran out */
};

/* A member of an object, and what reads it into the struct at base. Tables of them end with a NULL
 * name. */
struct result_member {
    const char *name;
    enum { ALWAYS, SOLVED, INFEASIBLE, MAYBE } when; /* it must be there */
    void (*read)(struct result_reader *reader, const struct json_place *place, const json_t *value,
                 void *base);
};

/* Prepares the sides; the names' ids must outlive the reader. */
void result_reader_open(const struct result_names *names, struct result_reader *reader);

void result_reader_tell(struct result_reader *reader, const struct json_place *place,
                        const char *code, const char *detail);
void result_reader_tell_type(struct result_reader *reader, const struct json_place *place,
                             const char *type);
/* Lists are sorted by number, as they are written: so nobody comes twice. */
void result_reader_tell_order(struct result_reader *reader, const struct json_place *place);

/* Zeroed memory of the arena; NULL when there is none left. */
void *result_reader_take(struct result_reader *reader, size_t count, size_t size);

/* Each reads a value; false, and told, when it is at fault: then the target is untouched. */
bool result_reader_number(struct result_reader *reader, const struct json_place *place,
                          const json_t *value, int64_t min, int64_t max, int64_t *ret_number);
bool result_reader_who(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, const struct result_side *side, uint32_t *ret_number);
/* The index of the text among NULL-terminated words. */
bool result_reader_word(struct result_reader *reader, const struct json_place *place,
                        const json_t *value, const char *const *words, size_t *ret_word);
bool result_reader_digest(struct result_reader *reader, const struct json_place *place,
                          const json_t *value, struct digest *ret_digest);

/* A list, and the memory for its items; NULL when at fault. */
void *result_reader_list(struct result_reader *reader, const struct json_place *place,
                         const json_t *value, size_t item_size);

/* Tells every member of the object that is in neither table; each may be NULL. */
void result_reader_refuse_unknown(struct result_reader *reader, const struct json_place *place,
                                  const json_t *object, const struct result_member *members,
                                  const struct result_numbers *numbers);

/* Reads the numbers of an object, all of which must be there; the members in the order of their
 * table, of which those of the other outcome must not be there. */
void result_reader_numbers(struct result_reader *reader, const struct json_place *place,
                           const json_t *object, const struct result_numbers *numbers, void *base);
void result_reader_members(struct result_reader *reader, const struct json_place *place,
                           const json_t *object, const struct result_member *members,
                           bool infeasible, void *base);

/* A whole object of numbers and members; each may be NULL. */
void result_reader_object(struct result_reader *reader, const struct json_place *place,
                          const json_t *object, const struct result_numbers *numbers,
                          const struct result_member *members, void *base);

/* ---- result_read_figures.c: members of a result, its base */
void result_read_figures(struct result_reader *reader, const struct json_place *place,
                         const json_t *value, void *base);
void result_read_stability(struct result_reader *reader, const struct json_place *place,
                           const json_t *value, void *base);

#endif
