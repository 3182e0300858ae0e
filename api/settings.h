/* Every setting of the server: one row of one table. From it come the struct, the defaults, the
 * reading of the environment, `kring serve --settings` and the table of api/README.md. How to add
 * one: a row. */
#ifndef API_SETTINGS_H
#define API_SETTINGS_H

#include "api/modules.h"
#include "scoring/base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct faults;
struct text;

/* type, member, variable, default, least, greatest, what it is. Units are in the names. What holds
 * a secret is a SECRET: its value may be in a file (secret.h), and is shown nowhere. */
#define SETTINGS(X)                                                                                \
    X(TEXT, listen, "KRING_LISTEN", "127.0.0.1:8080", 0, 0,                                        \
      "address and port to serve on; port 0 takes a free one")                                     \
    X(TEXT, admin_listen, "KRING_ADMIN_LISTEN", "127.0.0.1:8081", 0, 0,                            \
      "address and port of /live, /ready and /metrics")                                            \
    X(SECRET, database_url, "KRING_DATABASE_URL", "", 0, 0, "PostgreSQL, as libpq writes it")      \
    X(MODULES, modules, "KRING_MODULES", MODULES_WORD_ALL, 0, 0,                                   \
      "the modules that are served, with commas between them, or all, or none; there "             \
      "are:" MODULES(MODULE_LISTED))                                                               \
    X(TEXT, seeds, "KRING_SEEDS", "", 0, 0, "folder of seeds; empty: beside the program")          \
    X(TEXT, data, "KRING_DATA", "", 0, 0, "folder of imported labels; empty: beside the program")  \
    X(INT, http_threads, "KRING_HTTP_THREADS", "2", 1, 64, "threads that speak HTTP")              \
    X(INT, workers, "KRING_WORKERS", "4", 1, 64,                                                   \
      "threads that work with the database, a connection each")                                    \
    X(INT, queue_max, "KRING_QUEUE_MAX", "256", 1, 65536, "requests that may wait for a worker")   \
    X(INT, connections_max, "KRING_CONNECTIONS_MAX", "2048", 1, 65536,                             \
      "open connections; one more is answered 503 and closed")                                     \
    X(INT, connection_bytes_max, "KRING_CONNECTION_BYTES_MAX", "32768", 16384, 1048576,            \
      "memory of a connection, for heads; a request that fills it: 431 or 414")                    \
    X(INT, target_bytes_max, "KRING_TARGET_BYTES_MAX", "8192", 64, 16384,                          \
      "bytes of a request target; more: 414")                                                      \
    X(INT, query_arguments_max, "KRING_QUERY_ARGUMENTS_MAX", "100", 1, 1000,                       \
      "arguments of a query; more: 400")                                                           \
    X(INT, headers_max, "KRING_HEADERS_MAX", "64", 4, 256, "header lines; more: 431")              \
    X(INT, json_bytes_max, "KRING_JSON_BYTES_MAX", "65536", 64, 1048576,                           \
      "bytes of a JSON body; more: 413")                                                           \
    X(INT, import_bytes_max, "KRING_IMPORT_BYTES_MAX", "67108864", 64, 1073741824,                 \
      "bytes of an import; more: 413")                                                             \
    X(TEXT, identity_header, "KRING_IDENTITY_HEADER", "", 0, 0,                                    \
      "header in which a proxy that signed a person in names them by external id; empty: none")    \
    X(TEXT, identity_proxy, "KRING_IDENTITY_PROXY", "", 0, 0,                                      \
      "the one address that may send it; from any other it is refused")                            \
    X(INT, token_rate, "KRING_TOKEN_RATE", "100", 0, 100000,                                       \
      "requests a second of one valid token; more: 429; 0: any number")                            \
    X(INT, token_burst, "KRING_TOKEN_BURST", "300", 1, 1000000,                                    \
      "requests at once of a token that was quiet")                                                \
    X(INT, address_rate, "KRING_ADDRESS_RATE", "20", 0, 100000,                                    \
      "requests a second without a valid token from one address; more: 429; 0: any number, as it " \
      "must be behind a proxy")                                                                    \
    X(INT, address_burst, "KRING_ADDRESS_BURST", "100", 1, 1000000,                                \
      "requests at once from an address that was quiet")                                           \
    X(INT, lookup_rate, "KRING_LOOKUP_RATE", "100", 0, 100000,                                     \
      "look-ups a second of tokens not in memory (yet), for all; more: 429; 0: any number")        \
    X(INT, header_ms_max, "KRING_HEADER_MS_MAX", "10000", 50, 600000,                              \
      "time for the head of a request")                                                            \
    X(INT, body_ms_max, "KRING_BODY_MS_MAX", "30000", 50, 600000, "time for a body")               \
    X(INT, import_body_ms_max, "KRING_IMPORT_BODY_MS_MAX", "300000", 50, 3600000,                  \
      "time for the body of an import")                                                            \
    X(INT, send_ms_max, "KRING_SEND_MS_MAX", "60000", 50, 600000, "time to take a reply")          \
    X(INT, idle_ms_max, "KRING_IDLE_MS_MAX", "60000", 50, 600000,                                  \
      "time between two requests of a connection")                                                 \
    X(INT, deadline_ms, "KRING_DEADLINE_MS", "5000", 10, 600000,                                   \
      "time for a request's work, from its arrival; after it: 504")                                \
    X(INT, import_deadline_ms, "KRING_IMPORT_DEADLINE_MS", "300000", 10, 3600000,                  \
      "time for an import's work")                                                                 \
    X(INT, drain_ms_max, "KRING_DRAIN_MS_MAX", "10000", 0, 600000,                                 \
      "time to finish what is under way when asked to stop")                                       \
    X(INT, feed_poll_ms, "KRING_FEED_POLL_MS", "200", 10, 60000,                                   \
      "how often the database is asked for what changed")                                          \
    X(INT, publish_ms_min, "KRING_PUBLISH_MS_MIN", "500", 0, 60000,                                \
      "least time between two published rosters")                                                  \
    X(INT, stale_ms_max, "KRING_STALE_MS_MAX", "300000", 0, 86400000,                              \
      "how long searches go on without the database; after it: 503")                               \
    X(INT, erasure_days, "KRING_ERASURE_DAYS", "14", 0, 90,                                        \
      "how long people may change their mind before they are erased; 0: no time at all")           \
    X(INT, tick_ms, "KRING_TICK_MS", "1000", 0, 3600000,                                           \
      "how often what is due is done: expiries, reminders, promotions; 0: never, as where kring "  \
      "tick does it")                                                                              \
    X(INT, run_poll_ms, "KRING_RUN_POLL_MS", "250", 0, 60000,                                      \
      "how often the database is asked for runs of rounds that wait to be made; 0: this server "   \
      "makes none")                                                                                \
    X(TEXT, smtp_url, "KRING_SMTP_URL", "", 0, 0,                                                  \
      "who takes our mail: smtp://host:port (with STARTTLS, but for this machine itself) or "      \
      "smtps://host:port; empty: no mail is sent")                                                 \
    X(TEXT, smtp_user, "KRING_SMTP_USER", "", 0, 0, "who we are there; empty: no login")           \
    X(SECRET, smtp_password, "KRING_SMTP_PASSWORD", "", 0, 0, "the password of that user")         \
    X(TEXT, smtp_ca, "KRING_SMTP_CA", "", 0, 0,                                                    \
      "file of the certificates that vouch for it; empty: the system's")                           \
    X(INT, smtp_connect_ms_max, "KRING_SMTP_CONNECT_MS_MAX", "10000", 50, 60000,                   \
      "time to connect to it")                                                                     \
    X(INT, smtp_ms_max, "KRING_SMTP_MS_MAX", "30000", 50, 300000, "time to send a message")        \
    X(TEXT, mail_from, "KRING_MAIL_FROM", "", 0, 0, "the address that mail comes from")            \
    X(TEXT, sign_in_url, "KRING_SIGN_IN_URL", "", 0, 0,                                            \
      "the university's page for signing in, which links in mails lead to with #code=...; empty: " \
      "mails show the code itself")                                                                \
    X(TEXT, public_url, "KRING_PUBLIC_URL", "", 0, 0,                                              \
      "where people find Kring, told in mails that have no such link")                             \
    X(INT, notice_days, "KRING_NOTICE_DAYS", "7", 1, 366,                                          \
      "age at which a notice that could not be sent is given up, so that nobody is told of what "  \
      "is long past")                                                                              \
    X(INT, report_people_min, "KRING_REPORT_PEOPLE_MIN", "5", 2, 1000,                             \
      "the fewest people that a figure of a report may be about")                                  \
    X(INT, interest_years, "KRING_INTEREST_YEARS", "0", 0, 100,                                    \
      "years after leaving that alumni are matched who never said anything of it; 0: no end; the " \
      "same for all servers of a database")                                                        \
    X(INT, sign_in_days, "KRING_SIGN_IN_DAYS", "30", 1, 366,                                       \
      "how long the token of a sign-in is valid")

struct settings {
#define SETTING_TEXT                                                      const char *
#define SETTING_SECRET                                                    const char *
#define SETTING_INT                                                       int64_t
#define SETTING_MODULES                                                   unsigned /* bits */
#define SETTING_MEMBER(type, member, variable, preset, min, max, summary) SETTING_##type member;
    SETTINGS(SETTING_MEMBER)
#undef SETTING_MEMBER
#undef SETTING_MODULES
#undef SETTING_INT
#undef SETTING_SECRET
#undef SETTING_TEXT
};

/* Gives the value of a variable or NULL; getenv in the program, a table in tests. */
typedef const char *settings_lookup(const char *variable);

/* Fills every setting from lookup, or from its default where that has none or "". INVALID with a
 * fault for each value that is no number or out of range and each secret that cannot be read; then
 * ret_settings is untouched. Texts are borrowed from lookup; secrets of files live in the faults'
 * arena. */
enum status MUST_CHECK settings_read(settings_lookup *lookup, struct faults *faults,
                                     struct settings *ret_settings);

/* The defaults alone. */
struct settings settings_default(void);

/* Appends the settings as the rows of a Markdown table, as in api/README.md. */
void settings_markdown(struct text *text);

#endif
