#include "api/command.h"
#include "api/files/files_seeds.h"
#include "api/options.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int run(int argc, char **argv);

const struct command command_read = {
    .name = "read",
    .summary = "read what people type into codes",
    .usage =
        "usage: kring read --scheme SCHEME [OPTION…] [TEXT…]\n"
        "\n"
        "Reads each TEXT, or without any each line of standard input, and prints it with the\n"
        "codes it may mean, best first: text<TAB>code:confidence code:confidence …\n"
        "Nothing follows the tab where Kring would have to guess.\n"
        "\n"
        "  --scheme SCHEME  isced (fields), isco (occupations), nace (industries), language, "
        "place\n"
        "  --lang LANGUAGE  the writer's language, a hint: nl, sv, nb, nn, de, fr, en, nl-BE …\n"
        "  --labels FILE    more labels, lines `code<TAB>language<TAB>label`; may be given again\n"
        "  --top N          codes a text, 1 to 50; default: 10\n"
        "\n"
        "Exit status: 0; 1 a text was too long or no UTF-8; 2 usage; 3 a file failed.\n",
    .run = run,
};

struct job {
    enum scheme scheme;
    const char *language;
    size_t top;
    struct seeds *seeds;
    size_t texts; /* so far */
    int code;     /* an enum exit_code */
    bool failed;  /* lack of memory */
};

/* Why a text cannot be read, or NULL. */
static const char *fault_of(const char *text, size_t size)
{
    if (size > READING_TEXT_SIZE_MAX)
        return "is too long";
    if (memchr(text, '\0', size) != NULL)
        return "holds a NUL byte";
    return text_utf8_fault(text, size) < size ? "is no UTF-8" : NULL;
}

/* No candidates where the text is faulty: then says so and sets the exit code. */
static size_t read_text(struct job *job, const char *text, size_t size,
                        struct reading_candidate *ret_candidates)
{
    job->texts++;
    const char *fault = fault_of(text, size);
    if (fault != NULL) {
        fprintf(stderr, "kring read: text %zu %s and is not read\n", job->texts, fault);
        job->code = EXIT_CODE_FAULTS;
        return 0;
    }
    size_t count = 0;
    enum status status = reader_read(job->seeds->reader, job->scheme, job->language, text, job->top,
                                     ret_candidates, &count);
    if (status != STATUS_OK) {
        fprintf(stderr, "kring read: text %zu: %s\n", job->texts, status_summary(status));
        job->failed = true;
    }
    return count;
}

static void print_read(struct job *job, const char *text, size_t size)
{
    struct reading_candidate candidates[READING_CANDIDATES_MAX];
    const struct taxonomy *taxonomy = job->seeds->taxonomies.of[job->scheme];
    size_t count = read_text(job, text, size, candidates);
    fwrite(text, 1, size, stdout);
    putchar('\t');
    for (size_t i = 0; i < count; i++)
        printf("%s%s:%d", i == 0 ? "" : " ", taxonomy_code(taxonomy, candidates[i].node),
               candidates[i].confidence);
    putchar('\n');
}

/* A line at a time, so that the command can sit in a pipe. */
static void read_lines(struct job *job)
{
    char *line = NULL;
    size_t capacity = 0;
    for (ssize_t size = getline(&line, &capacity, stdin); size >= 0;
         size = getline(&line, &capacity, stdin)) {
        size_t length = (size_t)size;
        if (length > 0 && line[length - 1] == '\n')
            length--;
        if (length > 0 && line[length - 1] == '\r')
            length--;
        line[length] = '\0';
        print_read(job, line, length);
    }
    free(line);
}

static enum status load(struct job *job, const struct option_texts *labels, struct arena *arena,
                        struct faults *faults)
{
    const char *folder = NULL, *data_folder = NULL;
    enum status status = seeds_folder(arena, faults, &folder);
    if (status == STATUS_OK)
        status = seeds_data_folder(arena, faults, &data_folder);
    if (status == STATUS_OK)
        status = seeds_load(folder, faults, &job->seeds);
    if (status == STATUS_OK)
        status = seeds_load_reader(job->seeds, folder, data_folder, 1u << job->scheme, job->scheme,
                                   labels->items, labels->count, faults);
    return status;
}

static int read_texts(struct job *job, const struct option_texts *labels, char **texts, int count)
{
    struct arena *arena = NULL;
    enum status status = arena_new(0, &arena);
    struct faults faults = faults_in(arena);
    if (status == STATUS_OK)
        status = load(job, labels, arena, &faults);
    options_tell_faults(&faults, NULL, 20);
    if (status != STATUS_OK && faults.total == 0)
        fprintf(stderr, "kring read: %s\n", status_summary(status));
    for (int i = 0; i < count && status == STATUS_OK; i++)
        print_read(job, texts[i], strlen(texts[i]));
    if (count == 0 && status == STATUS_OK)
        read_lines(job);
    seeds_free(job->seeds);
    arena_free(arena);
    return status == STATUS_OK && !job->failed ? job->code : EXIT_CODE_FAILED;
}

static int run(int argc, char **argv)
{
    const char *scheme = NULL, *language = NULL;
    struct option_texts labels = {0};
    int64_t top = 10;
    const struct option_row rows[] = {
        {"scheme", OPTION_TEXT, &scheme, 0, 0},
        {"lang", OPTION_TEXT, &language, 0, 0},
        {"labels", OPTION_TEXTS, &labels, 0, 0},
        {"top", OPTION_INT, &top, 1, (int64_t)READING_CANDIDATES_MAX},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    int count = 0;
    if (!options_parse("read", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    struct job job = {.language = language, .top = (size_t)top};
    if (scheme == NULL)
        return options_refuse("read", "--scheme is missing");
    if (!scheme_find(scheme, &job.scheme))
        return options_refuse("read", "--scheme: isced, isco, nace, language or place, not \"%s\"",
                              scheme);
    return read_texts(&job, &labels, argv + 1, count);
}
