#include "scoring/base/uuid.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

Test(uuid, only_the_text_of_a_uuid_is_read)
{
    static const struct {
        const char *text;
        enum status status;
    } rows[] = {
        {"01920000-0000-7000-8000-00000000000a", STATUS_OK},
        {"01920000-0000-7000-8000-00000000000A", STATUS_OK},
        {"", STATUS_INVALID},
        {"01920000-0000-7000-8000-00000000000", STATUS_INVALID},
        {"01920000-0000-7000-8000-00000000000aa", STATUS_INVALID},
        {"01920000-0000-7000-8000-00000000000g", STATUS_INVALID},
        {"01920000000000-7000-8000-00000000000a", STATUS_INVALID},
        {"01920000-0000-7000-8000-0000000000-0a", STATUS_INVALID},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct uuid uuid = {{0}};
        enum status status = uuid_parse(rows[i].text, strlen(rows[i].text), &uuid);
        cr_expect(eq(int, (int)status, (int)rows[i].status), "%s", rows[i].text);
        cr_expect(eq(int, uuid.bytes[1], status == STATUS_OK ? 0x92 : 0), "%s", rows[i].text);
        cr_expect(eq(int, uuid.bytes[15], status == STATUS_OK ? 0x0a : 0), "%s", rows[i].text);
    }
}

Test(uuid, the_order_is_that_of_the_texts)
{
    static const char *const texts[] = {
        "00000000-0000-7000-8000-000000000000", "00000000-0000-7000-8000-000000000009",
        "00000000-0000-7000-8000-00000000000a", "a0000000-0000-7000-8000-000000000000"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        for (size_t j = 0; j < sizeof texts / sizeof texts[0]; j++) {
            struct uuid a, b;
            cr_assert(eq(int, (int)uuid_parse(texts[i], UUID_TEXT_SIZE, &a), STATUS_OK));
            cr_assert(eq(int, (int)uuid_parse(texts[j], UUID_TEXT_SIZE, &b), STATUS_OK));
            cr_expect(eq(int, uuid_compare(&a, &b) < 0, i < j));
            cr_expect(eq(int, uuid_compare(&a, &b) == 0, i == j));
        }
}
