/* The server where nothing in memory may be made executable, as systemd's MemoryDenyWriteExecute
 * (in api/kring.service) has it: the same seccomp rules, on the test's own process and so on its
 * child. */
#include "tests/http/http_server.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define PROTECTION                                                                                 \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 2 * sizeof(uint64_t))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, what)

/* mmap that is both writable and executable, mprotect that is executable: EPERM. */
static void forbid_writable_code(void)
{
    struct sock_filter rules[] = {
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 6, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pkey_mprotect, 5, 0),
        RETURN(SECCOMP_RET_ALLOW),
        PROTECTION,
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, PROT_WRITE | PROT_EXEC),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PROT_WRITE | PROT_EXEC, 3, 0),
        RETURN(SECCOMP_RET_ALLOW),
        PROTECTION,
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1),
        RETURN(SECCOMP_RET_ERRNO | EPERM),
        RETURN(SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof rules / sizeof rules[0], .filter = rules};
    cr_assert(eq(int, prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0));
    cr_assert(eq(int, prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0), 0), "%s",
              strerror(errno));
}

static int error_of_map(int protection)
{
    void *memory = mmap(NULL, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return errno;
    int error = mprotect(memory, 4096, PROT_READ | PROT_EXEC) == 0 ? 0 : errno;
    munmap(memory, 4096);
    return error;
}

static void expect_ok(const struct http_server *server, const char *target)
{
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.target = target, .token = server->staff});
    cr_expect(eq(int, reply.status, 200), "%s: %s", target, reply.body);
    http_reply_free(&reply);
}

Test(sandboxed, the_server_does_its_work_where_memory_is_never_made_executable)
{
    cr_assert(eq(int, error_of_map(PROT_READ | PROT_WRITE), 0), "without the rules");
    forbid_writable_code();
    cr_assert(eq(int, error_of_map(PROT_READ | PROT_WRITE | PROT_EXEC), EPERM), "mmap");
    cr_assert(eq(int, error_of_map(PROT_READ | PROT_WRITE), EPERM), "mprotect");
    struct http_server server = http_server_start(NULL);
    /* Job titles are read by regular expressions, which are compiled to machine code where allowed.
     */
    http_server_import(
        &server,
        "external_id,role,name,programme,job_title,languages,place,seats\n"
        "s1,student,Sanne,bouwkunde,,nl:native,Delft,\n"
        "a1,alumnus,Aksel,byggingeni\303\270r,Projectleider (m/v/x),nl:native,Oslo,2\n",
        "s1");
    char target[200];
    snprintf(target, sizeof target, "/v1/people/%s/mentors", http_server_id(&server, "s1"));
    expect_ok(&server, target);
    expect_ok(&server, "/v1/readings?scheme=isco&text=Projectleider%20(m%2Fv%2Fx)");
    http_server_stop(&server);
}
