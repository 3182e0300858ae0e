/* The SQL that ships inside the binary, made by embed.sh from api/store/sql/ and seeds/schema/. */
#ifndef API_STORE_STORE_SQL_H
#define API_STORE_STORE_SQL_H

struct sql_file {
    const char *name; /* the file's name without .sql */
    const char *text;
};

/* Every statement of api/store/sql/, in order of name, ended by a NULL name. */
extern const struct sql_file sql_queries[];

/* Every migration of seeds/schema/ ("0001_people"), in order, ended by a NULL name. */
extern const struct sql_file sql_migrations[];

#endif
