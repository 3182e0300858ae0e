#include "api/store/store_url.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static const struct row {
    const char *url;
    bool readable, has_password;
} rows[] = {
    {"", true, false},
    {"kring", true, false},
    {"a name with blanks", true, false},
    {"postgresql://", true, false},
    {"postgresql:///kring?host=/run/postgresql&user=kring", true, false},
    {"postgresql:///kring?host=/run/postgresql&user=kring&password=x", true, true},
    {"postgresql://kring@db.example/kring", true, false},
    {"postgresql://kring:@db.example/kring", true, false},
    {"postgresql://kring:x@db.example/kring", true, true},
    {"postgres://kring:x@db.example:5432/kring", true, true},
    {"postgresql://kring:p%40s%2fs@[::1]:5432,other.example:5433/kring", true, true},
    {"postgresql://kring:p?ss@db.example/kring", true, true},
    {"postgresql:///kring?user=me@realm", true, false},
    {"host=db.example user=kring", true, false},
    {"host=db.example password=x", true, true},
    {"host=db.example password=''", true, false},
    {"host=db.example sslpassword=x", true, true},
    {"host=db.example passfile=/etc/kring/pgpass", true, false},
    /* libpq takes a part of the password for something else, and says it in its message */
    {"postgresql://kring:p@ss@db.example/kring", false, true},
    {"postgresql://kring:p/ss@db.example/kring", false, false},
    {"postgresql://kring:12/ss@db.example/kring", false, false},
    {"postgresql://kring:ss@[::1/kring", false, false},
    {"postgresql://kring:p%zz@db.example/kring", false, false},
    {"host=db.example password='x", false, false},
    {"host=db.example port=x", false, false},
    {"host=db.example pasword=x", false, false},
};

Test(url, a_url_is_read_before_libpq_could_quote_it_and_its_password_is_seen)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(eq(int, store_url_is_readable(rows[i].url), rows[i].readable), "%s", rows[i].url);
        cr_expect(eq(int, store_url_has_password(rows[i].url), rows[i].has_password), "%s",
                  rows[i].url);
    }
}
