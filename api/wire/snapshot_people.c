#include "api/wire/snapshot_people.h"

#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <string.h>

#define UNREAD       "?" /* an element of a list that has no code */
#define UNREAD_TYPED "…" /* what a reason quotes of it: it was typed, but does not stand here */

enum kind {
    KIND_ID,
    KIND_ROLE,     /* a word */
    KIND_LANGUAGE, /* the one Kring answers the person in, or nothing */
    KIND_STUDIES,  /* fields of affiliations */
    KIND_JOBS,     /* occupation,industry,from,to */
    KIND_SKILLS,   /* language:level */
    KIND_NODES,
    KIND_NODE,
    KIND_BOOL,
    KIND_SEATS
};

#define MEMBER(member) offsetof(struct person, member), offsetof(struct person, member##_count)
#define SINGLE(member) offsetof(struct person, member), 0

static const struct column {
    const char *name;
    enum kind kind;
    enum scheme scheme; /* of nodes */
    size_t offset, count_offset;
} columns[] = {
    {"external_id", KIND_ID, 0, SINGLE(external_id)},
    {"role", KIND_ROLE, 0, SINGLE(role)},
    {"language", KIND_LANGUAGE, 0, SINGLE(language)},
    {"fields", KIND_STUDIES, SCHEME_ISCED, MEMBER(affiliations)},
    {"jobs", KIND_JOBS, 0, MEMBER(employments)},
    {"languages", KIND_SKILLS, SCHEME_LANGUAGE, MEMBER(languages)},
    {"place", KIND_NODE, SCHEME_PLACE, SINGLE(place)},
    {"country", KIND_NODE, SCHEME_PLACE, SINGLE(country)},
    {"remote", KIND_BOOL, 0, SINGLE(remote)},
    {"seats", KIND_SEATS, 0, SINGLE(seats)},
    {"asks_fields", KIND_NODES, SCHEME_ISCED, MEMBER(conditions.fields)},
    {"asks_languages", KIND_SKILLS, SCHEME_LANGUAGE, MEMBER(conditions.languages)},
    {"wished_fields", KIND_NODES, SCHEME_ISCED, MEMBER(wishes.fields)},
    {"wished_jobs", KIND_NODES, SCHEME_ISCO, MEMBER(wishes.occupations)},
    {"wished_industries", KIND_NODES, SCHEME_NACE, MEMBER(wishes.industries)},
    {"wished_places", KIND_NODES, SCHEME_PLACE, MEMBER(wishes.places)},
};
#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

static const void *list_of(const struct person *person, const struct column *column)
{
    return *(const void *const *)(const void *)((const char *)person + column->offset);
}

static size_t count_of(const struct person *person, const struct column *column)
{
    return *(const size_t *)(const void *)((const char *)person + column->count_offset);
}

static void set_list(struct person *person, const struct column *column, const void *list,
                     size_t count)
{
    *(const void **)(void *)((char *)person + column->offset) = list;
    *(size_t *)(void *)((char *)person + column->count_offset) = count;
}

/* ---- writing */

void snapshot_id_write(const char *id, struct text *text)
{
    for (; *id != '\0'; id++) {
        if (*id == '\t')
            text_add(text, "\\t");
        else if (*id == '\n')
            text_add(text, "\\n");
        else if (*id == '\\')
            text_add(text, "\\\\");
        else
            text_add_char(text, *id);
    }
}

static void write_node(const struct taxonomies *taxonomies, enum scheme scheme, node_id node,
                       const char *unread, struct text *text)
{
    text_add(text, node == NODE_NONE ? unread : taxonomy_code(taxonomies->of[scheme], node));
}

static void write_date(date value, struct text *text)
{
    char written[DATE_TEXT_SIZE];
    date_format(value, written);
    text_add(text, written);
}

static void write_job(const struct taxonomies *taxonomies, const struct employment *job,
                      struct text *text)
{
    write_node(taxonomies, SCHEME_ISCO, job->occupation.node, UNREAD, text);
    text_add_char(text, ',');
    write_node(taxonomies, SCHEME_NACE, job->industry.node, "", text);
    text_add_char(text, ',');
    write_date(job->from, text);
    text_add_char(text, ',');
    write_date(job->to, text);
}

static void write_skill(const struct taxonomies *taxonomies, const struct language_skill *skill,
                        struct text *text)
{
    write_node(taxonomies, SCHEME_LANGUAGE, skill->language.node, UNREAD, text);
    if (skill->level != LEVEL_UNKNOWN) {
        text_add_char(text, ':');
        text_add(text, level_words[skill->level]);
    }
}

static void write_item(const struct taxonomies *taxonomies, const struct column *column,
                       const void *list, size_t i, struct text *text)
{
    const struct affiliation *studies = list;
    const struct reading *readings = list;
    if (column->kind == KIND_JOBS)
        write_job(taxonomies, (const struct employment *)list + i, text);
    else if (column->kind == KIND_SKILLS)
        write_skill(taxonomies, (const struct language_skill *)list + i, text);
    else if (column->kind == KIND_STUDIES)
        write_node(taxonomies, column->scheme, studies[i].field.node, UNREAD, text);
    else
        write_node(taxonomies, column->scheme, readings[i].node, UNREAD, text);
}

static void write_list(const struct taxonomies *taxonomies, const struct column *column,
                       const struct person *person, struct text *text)
{
    for (size_t i = 0; i < count_of(person, column); i++) {
        if (i > 0)
            text_add_char(text, '|');
        write_item(taxonomies, column, list_of(person, column), i, text);
    }
}

/* The tag is what somebody typed: only what it means is kept. */
static void write_language(const char *tag, struct text *text)
{
    enum label_language language;
    if (tag != NULL && label_language_find(tag, strlen(tag), &language))
        text_add(text, label_language_code(language));
}

static void write_cell(const struct taxonomies *taxonomies, const struct column *column,
                       const struct person *person, struct text *text)
{
    const struct reading *reading = (const void *)((const char *)person + column->offset);
    switch (column->kind) {
    case KIND_ID: snapshot_id_write(person->external_id, text); return;
    case KIND_ROLE: text_add(text, person_role_words[person->role]); return;
    case KIND_LANGUAGE: write_language(person->language, text); return;
    case KIND_NODE: write_node(taxonomies, column->scheme, reading->node, "", text); return;
    case KIND_BOOL: text_add(text, person->remote ? "yes" : ""); return;
    case KIND_SEATS:
        if (person->seats > 0)
            text_add_int(text, person->seats);
        return;
    case KIND_STUDIES:
    case KIND_JOBS:
    case KIND_SKILLS:
    case KIND_NODES: write_list(taxonomies, column, person, text); return;
    }
}

void snapshot_people_header(struct text *text)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        text_add(text, columns[i].name);
        text_add_char(text, i + 1 < COLUMN_COUNT ? '\t' : '\n');
    }
}

void snapshot_person_write(const struct taxonomies *taxonomies, const struct person *person,
                           struct text *text)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        write_cell(taxonomies, &columns[i], person, text);
        text_add_char(text, i + 1 < COLUMN_COUNT ? '\t' : '\n');
    }
}

/* ---- reading */

char *snapshot_cut(char **rest, char separator)
{
    char *piece = *rest;
    char *end = piece == NULL ? NULL : strchr(piece, separator);
    *rest = end == NULL ? NULL : end + 1;
    if (end != NULL)
        *end = '\0';
    return piece;
}

bool snapshot_id_read(char *cell)
{
    char *to = cell;
    for (const char *from = cell; *from != '\0'; from++) {
        char c = *from;
        if (c == '\\') {
            from++;
            if (*from != 't' && *from != 'n' && *from != '\\')
                return false;
            c = *from == 't' ? '\t' : *from == 'n' ? '\n' : '\\';
        }
        *to++ = c;
    }
    *to = '\0';
    return to > cell;
}

struct reader {
    const struct taxonomies *taxonomies;
    struct arena *arena;
    bool failed;
};

/* Unread stays without a node; a code must be one of its scheme. */
static bool read_node(const struct reader *reader, enum scheme scheme, const char *code,
                      const char *unread, struct reading *reading)
{
    *reading = (struct reading){.code = "", .text = "", .evidence = ""};
    if (strcmp(code, unread) == 0) {
        reading->text = code[0] == '\0' ? "" : UNREAD_TYPED;
        return true;
    }
    reading->code = code;
    reading->node = taxonomy_find(reader->taxonomies->of[scheme], code, strlen(code));
    return reading->node != NODE_NONE;
}

static bool read_date(const char *cell, date *ret_date)
{
    return cell[0] == '\0' || date_parse(cell, strlen(cell), ret_date) == STATUS_OK;
}

static bool read_job(const struct reader *reader, char *item, struct employment *job)
{
    char *occupation = snapshot_cut(&item, ','), *industry = snapshot_cut(&item, ',');
    char *from = snapshot_cut(&item, ','), *to = snapshot_cut(&item, ',');
    return to != NULL && item == NULL &&
           read_node(reader, SCHEME_ISCO, occupation, UNREAD, &job->occupation) &&
           read_node(reader, SCHEME_NACE, industry, "", &job->industry) &&
           read_date(from, &job->from) && read_date(to, &job->to);
}

static bool read_skill(const struct reader *reader, char *item, struct language_skill *skill)
{
    char *code = snapshot_cut(&item, ':');
    if (item != NULL)
        skill->level = shape_word_index(level_words, item, strlen(item));
    return skill->level >= 0 && read_node(reader, SCHEME_LANGUAGE, code, UNREAD, &skill->language);
}

static size_t item_size(enum kind kind)
{
    return kind == KIND_JOBS      ? sizeof(struct employment)
           : kind == KIND_SKILLS  ? sizeof(struct language_skill)
           : kind == KIND_STUDIES ? sizeof(struct affiliation)
                                  : sizeof(struct reading);
}

static bool read_item(const struct reader *reader, const struct column *column, char *cell,
                      void *item)
{
    struct affiliation *study = item;
    if (column->kind == KIND_JOBS)
        return read_job(reader, cell, item);
    if (column->kind == KIND_SKILLS)
        return read_skill(reader, cell, item);
    if (column->kind == KIND_STUDIES)
        return read_node(reader, column->scheme, cell, UNREAD, &study->field);
    return read_node(reader, column->scheme, cell, UNREAD, item);
}

static bool read_list(struct reader *reader, const struct column *column, char *cell,
                      struct person *person)
{
    size_t count = cell[0] == '\0' ? 0 : 1, size = item_size(column->kind);
    for (const char *c = cell; *c != '\0'; c++)
        count += *c == '|';
    if (count > PERSON_ITEMS_MAX)
        return false;
    char *list = arena_array(reader->arena, count, size);
    if (list == NULL) {
        reader->failed = true;
        return false;
    }
    char *rest = cell;
    for (size_t i = 0; i < count; i++)
        if (!read_item(reader, column, snapshot_cut(&rest, '|'), list + i * size))
            return false;
    set_list(person, column, list, count);
    return true;
}

static bool read_language(const char *cell, struct person *person)
{
    enum label_language language;
    person->language = cell;
    return cell[0] == '\0' || label_language_find(cell, strlen(cell), &language);
}

static bool read_seats(const char *cell, int32_t *ret_seats)
{
    const struct shape_field *field = shape_find(&person_shape, "seats", 5);
    int64_t seats = 0;
    if (cell[0] != '\0' && text_to_int(cell, strlen(cell), 1, field->max, &seats) != STATUS_OK)
        return false;
    *ret_seats = (int32_t)seats;
    return true;
}

static bool read_cell(struct reader *reader, const struct column *column, char *cell,
                      struct person *person)
{
    struct reading *reading = (void *)((char *)person + column->offset);
    switch (column->kind) {
    case KIND_ID: person->external_id = cell; return snapshot_id_read(cell);
    case KIND_ROLE:
        person->role = shape_word_index(person_role_words, cell, strlen(cell));
        return person->role >= 0;
    case KIND_LANGUAGE: return read_language(cell, person);
    case KIND_NODE: return read_node(reader, column->scheme, cell, "", reading);
    case KIND_BOOL: person->remote = cell[0] != '\0'; return true;
    case KIND_SEATS: return read_seats(cell, &person->seats);
    case KIND_STUDIES:
    case KIND_JOBS:
    case KIND_SKILLS:
    case KIND_NODES: return read_list(reader, column, cell, person);
    }
    return false;
}

enum status snapshot_person_read(const struct taxonomies *taxonomies, char *line,
                                 struct arena *arena, const char **ret_column,
                                 struct person *ret_person)
{
    struct reader reader = {taxonomies, arena, false};
    struct person person = {.name = "", .email = ""};
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        char *cell = snapshot_cut(&line, '\t');
        *ret_column = columns[i].name;
        if (cell == NULL || !read_cell(&reader, &columns[i], cell, &person))
            return reader.failed ? STATUS_MEMORY : STATUS_INVALID;
    }
    if (line != NULL)
        return STATUS_INVALID;
    *ret_person = person;
    return STATUS_OK;
}
