#include "api/secret.h"

#include "api/files/files_read.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VARIABLE_SIZE_MAX 80

/* bytes: size of them, and a NUL. */
static enum status take_line(const char *variable, const char *bytes, size_t size,
                             struct faults *faults, const char **ret_value)
{
    size_t length = strcspn(bytes, "\r\n");
    if (length < size && bytes[length] == '\0')
        return fault_add(faults, 0, variable, "bad_secret", "the file holds a NUL");
    if (length == 0)
        return fault_add(faults, 0, variable, "bad_secret", "the file's first line is empty");
    const char *value = arena_copy(faults->arena, bytes, length);
    if (value == NULL)
        return STATUS_MEMORY;
    *ret_value = value;
    return STATUS_OK;
}

/* What is read is wiped from memory that is given back. */
static enum status read_file(const char *variable, const char *path, struct faults *faults,
                             const char **ret_value)
{
    char *bytes = NULL;
    size_t size = 0;
    struct faults of_file = faults_in(faults->arena);
    enum status status = files_read(path, SECRET_FILE_SIZE_MAX, &of_file, &bytes, &size);
    if (status == STATUS_MEMORY)
        return status;
    if (status != STATUS_OK)
        return fault_add(faults, 0, variable, "bad_secret", "%s: %s", path,
                         of_file.count > 0 ? of_file.items[0].detail : status_summary(status));
    status = take_line(variable, bytes, size, faults, ret_value);
    explicit_bzero(bytes, size);
    free(bytes);
    return status;
}

enum status secret_read(secret_lookup *lookup, const char *variable, struct faults *faults,
                        const char **ret_value)
{
    char file_variable[VARIABLE_SIZE_MAX];
    (void)snprintf(file_variable, sizeof file_variable, "%s_FILE", variable);
    const char *value = lookup(variable);
    const char *path = lookup(file_variable);
    bool has_value = value != NULL && value[0] != '\0';
    bool has_path = path != NULL && path[0] != '\0';
    if (has_value && has_path)
        return fault_add(faults, 0, file_variable, "given_twice",
                         "%s is set too: only one of them can be meant", variable);
    if (has_path)
        return read_file(file_variable, path, faults, ret_value);
    *ret_value = has_value ? value : NULL;
    return STATUS_OK;
}
