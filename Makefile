# Kring. `make help` lists the targets; the two that matter are `make run` and `make test`.
#
# Set-up: targets that build first install what is missing (.ci/deps.sh); DEPS=no leaves it out.
# B is the build folder (make B=/some/where …), CC the compiler (gcc and clang are both kept
# clean), WERROR=1 turns warnings into errors, SANITIZE=address,undefined|thread instruments.

B ?= build
CC ?= gcc
ifeq ($(origin CC),default)
CC := gcc
endif

PACKAGES = jansson libmicrohttpd libpcre2-8 libutf8proc libsodium libpq libcurl
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wvla -Wformat=2 -Wwrite-strings $(if $(WERROR),-Werror)
# What is hardened is checked in the binary by tests/refuse/hardening.sh. FORTIFY's level 3 also
# bounds what malloc gave; sanitizers bring checks of their own in its place. Intel's CET is x86's.
HARDENING = $(if $(SANITIZE),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3) -fstack-protector-strong \
  -fstack-clash-protection $(if $(filter x86_64,$(shell uname -m)),-fcf-protection) -fPIE
# Beside AddressSanitizer gcc's shared libubsan does not write its reports to the log_path of
# tests/run.sh; the static one does.
SANITIZING = $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer \
  $(if $(findstring undefined,$(SANITIZE)),-static-libubsan))
CFLAGS ?= -O2 -g
# -ffp-contract=off: no fused multiply-add, so that doubles are the same on every machine.
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -I. -I$(B)/generated $(WARNINGS) $(HARDENING) $(SANITIZING) \
  -ffp-contract=off -pthread $(CFLAGS) $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now,-z,noexecstack -pthread $(SANITIZING) $(LDFLAGS)
LIBS = $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lm
TEST_LIBS = -lcriterion

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:

# ---- the rooms, lowest first; a test of a room links that room and those below it

CORE_SRC  := $(wildcard scoring/base/*.c scoring/*.c matcher/*.c)
WIRE_SRC  := $(wildcard api/wire/*.c)
FILES_SRC := $(wildcard api/files/*.c)
STORE_SRC := $(wildcard api/store/*.c)
API_SRC   := $(filter-out api/main.c,$(wildcard api/*.c))

objects = $(patsubst %.c,$(B)/obj/%.o,$(1))
CORE_LIB  := $(B)/libkring.a
WIRE_LIB  := $(B)/libkring_wire.a
FILES_LIB := $(B)/libkring_files.a
STORE_LIB := $(B)/libkring_store.a
API_LIB   := $(B)/libkring_api.a

$(CORE_LIB): $(call objects,$(CORE_SRC))
$(WIRE_LIB): $(call objects,$(WIRE_SRC))
$(FILES_LIB): $(call objects,$(FILES_SRC))
$(STORE_LIB): $(call objects,$(STORE_SRC)) $(B)/obj/generated/sql.o
$(API_LIB): $(call objects,$(API_SRC))
%.a:
	@rm -f $@
	@ar rcs $@ $^

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC $<"; )$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/obj/generated/%.o: $(B)/generated/%.c
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# SQL lives in .sql files that open in psql; they ship inside the binary.
SQL_FILES := $(sort $(wildcard api/store/sql/*.sql))
SCHEMA_FILES := $(sort $(wildcard seeds/schema/*.sql))
$(B)/generated/sql.c: api/store/embed.sh $(SQL_FILES) $(SCHEMA_FILES)
	@mkdir -p $(@D)
	@sh api/store/embed.sh "$(SQL_FILES)" "$(SCHEMA_FILES)" > $@

$(B)/kring: $(B)/obj/api/main.o $(API_LIB) $(STORE_LIB) $(FILES_LIB) $(WIRE_LIB) $(CORE_LIB)
	@echo "  LD $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# Criterion's assertions trip two warnings (a bool in a one-bit member, char * for literals).
$(B)/obj/tests/%.o: WARNINGS := $(filter-out -Wconversion -Wwrite-strings,$(WARNINGS))

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)

.PHONY: all
all: $(B)/kring $(CORE_LIB) ## build the binary $(B)/kring and the library libkring.a

# ---- tests

UP_TO_CORE := $(CORE_LIB)
UP_TO_WIRE := $(WIRE_LIB) $(CORE_LIB)
UP_TO_FILES := $(FILES_LIB) $(UP_TO_WIRE)
UP_TO_STORE := $(STORE_LIB) $(FILES_LIB) $(UP_TO_WIRE)
UP_TO_API := $(API_LIB) $(UP_TO_STORE)

test_binaries = $(patsubst tests/%.c,$(B)/tests/%,$(wildcard $(1)))
CORE_TESTS  := $(call test_binaries,tests/unit/base/*.c tests/unit/scoring/*.c tests/unit/matcher/*.c)
WIRE_TESTS  := $(call test_binaries,tests/unit/wire/*.c)
FILES_TESTS := $(call test_binaries,tests/unit/files/*.c tests/property/*.c tests/golden/*.c tests/refuse/*.c)
STORE_TESTS := $(call test_binaries,tests/unit/store/*.c tests/db/*.c)
API_TESTS   := $(call test_binaries,tests/unit/api/*.c tests/http/*.c)
HTTP_TESTS  := $(call test_binaries,tests/http/*.c)
TESTS := $(CORE_TESTS) $(WIRE_TESTS) $(FILES_TESTS) $(STORE_TESTS) $(API_TESTS)

BENCHES := $(call test_binaries,tests/bench/*.c)
TEST_SCRIPTS := tests/layers.sh tests/readme.sh $(wildcard tests/golden/*.sh tests/refuse/*.sh) \
  $(addprefix tests/http/,story.sh demo.sh runs_killed.sh erased_verifies.sh)

define link_test
	@mkdir -p $(@D)
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS) $(LIBS)
endef
$(CORE_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_CORE)
	$(link_test)
$(WIRE_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_WIRE)
	$(link_test)
$(B)/tests/unit/wire/calendar: TEST_LIBS += $(shell pkg-config --libs libical) # reads what was written
$(FILES_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_FILES)
	$(link_test)
$(STORE_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_STORE)
	$(link_test)
$(BENCHES): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_API)
	$(link_test)
$(API_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_API)
	$(link_test)

# ---- the two commands, and the set-up both begin with

# As many jobs as there are processors, unless make was told how many.
JOBS = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))

# The packages come before anything is compiled: pkg-config is asked when this file is read, so
# the work is done by a second make, which finds them.
.PHONY: deps
deps: ## install what is missing to build, run and test (asks for root only then)
	@$(if $(filter no,$(DEPS)),:,sh .ci/deps.sh)

.PHONY: run
run: deps ## build, start a private PostgreSQL, load the demo people, serve on 127.0.0.1:8080
	@$(MAKE) $(JOBS) --no-print-directory B=$(B) DEPS=no $(B)/kring
	@KRING_BIN=$(B)/kring sh api/run.sh

.PHONY: demo
demo: deps ## the same story on plain files, without a server
	@$(MAKE) $(JOBS) --no-print-directory B=$(B) DEPS=no $(B)/kring
	@KRING_BIN=$(B)/kring sh api/demo.sh

# Tests of the store and of HTTP run on one throw-away PostgreSQL.
.PHONY: test
test: deps ## unit, property, golden, refuse, db and HTTP tests, layers, examples of the READMEs
	@$(MAKE) $(JOBS) --no-print-directory B=$(B) DEPS=no tests $(B)/kring
	@$(MAKE) --no-print-directory B=$(B) DEPS=no test-run

.PHONY: tests
tests: $(TESTS) $(BENCHES) # built, not run

.PHONY: test-run
test-run: $(B)/kring $(TESTS)
	@KRING_BIN=$(abspath $(B)/kring) KRING_SEEDS=$(CURDIR)/seeds \
	  tests/with_postgres.sh tests/run.sh $(TESTS) $(TEST_SCRIPTS)

# ---- checks beyond `make test`

.PHONY: check-asan check-tsan
check-asan: ## the tests under AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer
	@$(MAKE) --no-print-directory B=$(B)/asan DEPS=no SANITIZE=address,undefined CFLAGS='-O1 -g' test-run
check-tsan: ## searches, imports and a restart under ThreadSanitizer
	@$(MAKE) --no-print-directory B=$(B)/tsan DEPS=no SANITIZE=thread CFLAGS='-O1 -g' tsan-run

.PHONY: tsan-run
tsan-run: $(B)/kring $(B)/tests/bench/openloop
	@KRING_BIN=$(abspath $(B)/kring) KRING_SEEDS=$(CURDIR)/seeds OPENLOOP=$(abspath $(B)/tests/bench/openloop) \
	  tests/with_postgres.sh tests/run.sh tests/http/tsan.sh

.PHONY: soak
soak: $(B)/kring $(B)/tests/bench/openloop $(B)/tests/http/seats $(B)/tests/http/kills ## loads and kill loops: minutes, not for every change
	@KRING_BIN=$(abspath $(B)/kring) KRING_SEEDS=$(CURDIR)/seeds OPENLOOP=$(abspath $(B)/tests/bench/openloop) \
	  tests/with_postgres.sh tests/http/soak.sh
	@KRING_BIN=$(abspath $(B)/kring) KRING_SEEDS=$(CURDIR)/seeds KRING_RANDOM_STEPS=100000 KRING_KILLS=20 \
	  tests/with_postgres.sh tests/run.sh $(B)/tests/http/seats $(B)/tests/http/kills

# libFuzzer is clang's. A find is kept as a file of tests/regression/ with the mend.
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/fuzz/tests/fuzz/%,$(wildcard tests/fuzz/*.c))
FUZZ_SECONDS ?= 60

.PHONY: fuzz
fuzz: ## fuzz every target of tests/fuzz/ for FUZZ_SECONDS each (takes clang)
	@$(MAKE) --no-print-directory B=$(B)/fuzz DEPS=no CC=clang SANITIZE=address,fuzzer-no-link CFLAGS='-O1 -g' $(FUZZERS)
	@for fuzzer in $(FUZZERS); do mkdir -p $$fuzzer.corpus && \
	  $$fuzzer -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -print_final_stats=1 \
	    -artifact_prefix=$$fuzzer. $$fuzzer.corpus $(wildcard tests/regression) 2>&1 | tail -n 12 || exit 1; done

$(B)/tests/fuzz/%: $(B)/obj/tests/fuzz/%.o $(UP_TO_FILES)
	@mkdir -p $(@D)
	@$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

.PHONY: bench-round
bench-round: $(B)/kring $(B)/tests/bench/openloop ## a round of 10 000 students and 5 000 alumni over HTTP, and what others wait meanwhile
	@KRING_BIN=$(abspath $(B)/kring) KRING_SEEDS=$(CURDIR)/seeds OPENLOOP=$(abspath $(B)/tests/bench/openloop) \
	  tests/with_postgres.sh sh tests/bench/round.sh

.PHONY: bench
bench: $(BENCHES) $(B)/kring ## figures: search, reading, whole commands
	@for bench in $(BENCHES); do case $$bench in *openloop) ;; *) KRING_SEEDS=$(CURDIR)/seeds $$bench ;; esac; done

.PHONY: titles
titles: $(B)/tests/bench/titles ## shares of job titles read right; takes KRING_REFERENCE=DIR
	@KRING_SEEDS=$(CURDIR)/seeds tests/titles.sh $<

.PHONY: layers
layers: ## check who includes whom
	@tests/layers.sh

SOURCES = $(shell find scoring matcher api tests -name '*.[ch]')

.PHONY: format format-check
format: ## lay out the C files
	@clang-format -i $(SOURCES)
format-check: ## check the layout of the C files
	@clang-format --dry-run -Werror $(SOURCES)

.PHONY: tidy
tidy: $(B)/generated/sql.c ## clang-tidy over the C files (a minute)
	@printf '%s\n' $(filter-out tests/%,$(filter %.c,$(SOURCES))) | \
	  xargs -P $(shell nproc) -I{} clang-tidy --quiet {} -- \
	    $(filter-out -f%,$(ALL_CFLAGS)) 2>/dev/null

.PHONY: check-api
check-api: $(B)/kring $(HTTP_TESTS) ## hold the API to /openapi.json: lint, examples, every exchange of the HTTP tests (takes npm)
	@KRING_BIN=$(abspath $(B)/kring) KRING_SEEDS=$(CURDIR)/seeds \
	  tests/check_api.sh $(abspath $(B)/npm) $(HTTP_TESTS)

.PHONY: clean
clean: ## remove what was built (the trial database stays: see api/trial.sh)
	rm -rf $(B)

.PHONY: help
help: ## this list
	@echo 'Kring: make TARGET [B=build] [CC=gcc|clang] [WERROR=1] [SANITIZE=address,undefined|thread]'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16
