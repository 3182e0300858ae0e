#include "matcher/round.h"

#include <string.h>

static void add_text(struct digest_state *state, const char *text)
{
    const char *written = text == NULL ? "" : text;
    digest_add(state, written, strlen(written) + 1);
}

/* Four bytes, least first, whatever the machine's own order. */
static void add_number(struct digest_state *state, uint32_t value)
{
    uint8_t bytes[4];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
    digest_add(state, bytes, sizeof bytes);
}

static void add_node(struct digest_state *state, const struct taxonomy *taxonomy, node_id node)
{
    struct place_point point = {0};
    add_text(state, taxonomy_code(taxonomy, node));
    add_number(state, taxonomy_parent(taxonomy, node));
    add_text(state, taxonomy_name(taxonomy, node));
    for (size_t l = 0; l < LABEL_LANGUAGE_COUNT; l++) {
        enum label_language language = (enum label_language)l;
        bool own = taxonomy_has_label(taxonomy, node, language);
        add_text(state, own ? taxonomy_label(taxonomy, node, language) : "");
    }
    (void)taxonomy_point(taxonomy, node, &point);
    add_number(state, (uint32_t)point.lat);
    add_number(state, (uint32_t)point.lon);
}

/* All that scores and reasons are made from; not what only reading needs (population). */
struct digest round_tables(const struct scorer *scorer)
{
    struct digest_state state;
    struct digest policy = policy_digest(scorer->policy);
    digest_start(&state, NULL, 0);
    digest_add(&state, policy.bytes, sizeof policy.bytes);
    for (size_t s = 0; s < SCHEME_COUNT; s++) {
        const struct taxonomy *taxonomy = scorer->taxonomies->of[s];
        add_number(&state, (uint32_t)taxonomy_count(taxonomy));
        for (size_t n = 1; n <= taxonomy_count(taxonomy); n++)
            add_node(&state, taxonomy, (node_id)n);
    }
    return digest_end(&state);
}
