/* The lifecycles in words, made from their table (store/lifecycle.h): for api/MENTORING.md, /docs
 * and the descriptions of the events in /openapi.json. Names are `quoted` as in Markdown. */
#ifndef API_LIFECYCLE_TABLES_H
#define API_LIFECYCLE_TABLES_H

#include "api/store/lifecycle.h"

struct text;

/* Appends a lifecycle as a Markdown table, a line an event: what it does, from which states to
 * which, who may fire it, what may refuse it, what then ends the state by itself, who is told,
 * which events of others follow, and the reasons that may be given. */
void lifecycle_markdown(const struct lifecycle *lifecycle, struct text *text);

/* Appends the actors of bits, joined by ", " and before the last by joint (" or "). */
void lifecycle_actors(unsigned who, const char *joint, struct text *text);

/* Appends the refusals as a Markdown table: word, sentence, the events that may say it. */
void lifecycle_refusals_markdown(struct text *text);

/* Appends the same of one event as sentences. */
void lifecycle_describe(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                        struct text *text);

#endif
