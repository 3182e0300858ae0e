#include "api/live_person.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* Lays copies one after the other; with bytes NULL it only measures. */
struct packer {
    char *bytes;
    size_t used;
};

static void *pack(struct packer *packer, const void *from, size_t size, size_t alignment)
{
    packer->used = (packer->used + alignment - 1) / alignment * alignment;
    void *to = packer->bytes == NULL ? NULL : packer->bytes + packer->used;
    packer->used += size;
    if (to != NULL)
        memcpy(to, from, size);
    return to;
}

static void pack_members(const struct shape *shape, const void *from, void *to,
                         struct packer *packer);

static void set_pointer(void *to, const struct shape_field *field, const void *pointer)
{
    if (to != NULL)
        memcpy((char *)to + field->offset, &pointer, sizeof pointer);
}

static const void *pointer_at(const void *from, const struct shape_field *field)
{
    const void *pointer = NULL;
    memcpy(&pointer, shape_at(from, field), sizeof pointer);
    return pointer;
}

static const char *pack_text(const char *text, struct packer *packer)
{
    return text == NULL ? NULL : pack(packer, text, strlen(text) + 1, 1);
}

static void pack_list(const struct shape_field *field, const void *from, void *to,
                      struct packer *packer)
{
    size_t count = shape_list_count(from, field);
    size_t size = field->item->size;
    const char *items = pointer_at(from, field);
    char *copies = count == 0 ? NULL : pack(packer, items, count * size, alignof(max_align_t));
    for (size_t i = 0; i < count; i++)
        pack_members(field->item, items + i * size, copies == NULL ? NULL : copies + i * size,
                     packer);
    set_pointer(to, field, copies);
}

static void pack_texts(const struct shape_field *field, const void *from, void *to,
                       struct packer *packer)
{
    size_t count = shape_list_count(from, field);
    const char *const *texts = pointer_at(from, field);
    const char **copies =
        count == 0 ? NULL : pack(packer, texts, count * sizeof *texts, alignof(max_align_t));
    for (size_t i = 0; i < count; i++) {
        const char *copy = pack_text(texts[i], packer);
        if (copies != NULL)
            copies[i] = copy;
    }
    set_pointer(to, field, copies);
}

/* The bytes of the struct itself are in place already; what it points to follows. */
static void pack_members(const struct shape *shape, const void *from, void *to,
                         struct packer *packer)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        switch (field->type) {
        case SHAPE_TEXT: set_pointer(to, field, pack_text(pointer_at(from, field), packer)); break;
        case SHAPE_OBJECT:
            pack_members(field->item, shape_at(from, field),
                         to == NULL ? NULL : (char *)to + field->offset, packer);
            break;
        case SHAPE_LIST: pack_list(field, from, to, packer); break;
        case SHAPE_TEXTS: pack_texts(field, from, to, packer); break;
        case SHAPE_INT:
        case SHAPE_BOOL:
        case SHAPE_DATE:
        case SHAPE_TIME:
        case SHAPE_WORD: break;
        }
    }
}

/* The load is no member of the shape. */
static void pack_load(const struct mentor_load *from, struct mentor_load *to, struct packer *packer)
{
    const struct seat_offer *offers =
        from->offers_count == 0 ? NULL
                                : pack(packer, from->offers, from->offers_count * sizeof *offers,
                                       alignof(struct seat_offer));
    if (to != NULL)
        to->offers = offers;
}

static struct held_person *copy_person(const struct taxonomies *taxonomies,
                                       const struct person *person)
{
    struct packer packer = {.used = sizeof(struct held_person)};
    pack_members(&person_shape, person, NULL, &packer);
    pack_load(&person->load, NULL, &packer);
    struct held_person *held = malloc(packer.used);
    if (held == NULL)
        return NULL;
    *held = (struct held_person){.person = *person};
    atomic_init(&held->holders, 1);
    packer = (struct packer){(char *)held, sizeof *held};
    pack_members(&person_shape, person, &held->person, &packer);
    pack_load(&person->load, &held->person.load, &packer);
    person_resolve(taxonomies, &held->person);
    return held;
}

static unsigned hidden_in(const struct held_person *held, enum edition edition)
{
    return visibility_hidden(&held->person, edition) & ~PERSON_FIELDS_UNMATCHED;
}

/* What an edition shows, held once more: the edition before it has fewer readers. */
static struct held_person *shown_in(const struct taxonomies *taxonomies, struct held_person *held,
                                    enum edition edition)
{
    unsigned hidden = hidden_in(held, edition);
    struct held_person *before = held->shown[edition - 1];
    if (hidden == 0)
        return held;
    if (hidden == hidden_in(held, edition - 1)) {
        held_person_hold(before);
        return before;
    }
    struct person blank = held->person;
    visibility_blank(hidden | PERSON_FIELDS_UNMATCHED, &blank);
    blank.visibility_count = 0;
    return copy_person(taxonomies, &blank);
}

struct held_person *held_person_new(const struct taxonomies *taxonomies,
                                    const struct person *person)
{
    struct held_person *held = copy_person(taxonomies, person);
    if (held == NULL)
        return NULL;
    held->shown[EDITION_SELF] = held;
    for (enum edition edition = EDITION_SELF + 1; edition < EDITION_COUNT; edition++) {
        held->shown[edition] = shown_in(taxonomies, held, edition);
        if (held->shown[edition] == NULL) {
            held_person_drop(held);
            return NULL;
        }
    }
    return held;
}

static bool same_offer(const struct seat_offer *a, const struct seat_offer *b)
{
    return uuid_compare(&a->programme, &b->programme) == 0 && a->seats_free == b->seats_free &&
           a->active == b->active;
}

static bool same_load(const struct mentor_load *a, const struct mentor_load *b)
{
    bool same = a->seats_taken == b->seats_taken && a->hours_year == b->hours_year &&
                a->hours_taken == b->hours_taken && a->offers_count == b->offers_count;
    for (size_t i = 0; same && i < a->offers_count; i++)
        same = same_offer(&a->offers[i], &b->offers[i]);
    return same;
}

bool held_person_is(const struct held_person *held, const struct person *person)
{
    return held->person.version == person->version && held->person.matched == person->matched &&
           same_load(&held->person.load, &person->load);
}

void held_person_hold(struct held_person *held)
{
    atomic_fetch_add_explicit(&held->holders, 1, memory_order_relaxed);
}

void held_person_drop(struct held_person *held)
{
    if (held == NULL || atomic_fetch_sub_explicit(&held->holders, 1, memory_order_acq_rel) != 1)
        return;
    for (enum edition edition = 0; edition < EDITION_COUNT; edition++)
        if (held->shown[edition] != held)
            held_person_drop(held->shown[edition]); /* a copy has none of its own */
    free(held);
}
