# Kring. `make help` lists the targets; the two that matter are `make run` and `make test`.
#
# B is the build folder (make B=/some/where …), CC the compiler (gcc and clang are both kept
# clean), WERROR=1 turns warnings into errors, SANITIZE=address|undefined|thread instruments.

B ?= build
CC ?= gcc
ifeq ($(origin CC),default)
CC := gcc
endif

PACKAGES = jansson libmicrohttpd libpcre2-8 libutf8proc libsodium libpq
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wvla -Wformat=2 -Wwrite-strings $(if $(WERROR),-Werror)
HARDENING = $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2) -fstack-protector-strong -fPIE
SANITIZING = $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer)
CFLAGS ?= -O2 -g
# -ffp-contract=off: no fused multiply-add, so that doubles are the same on every machine.
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -I. -I$(B)/generated $(WARNINGS) $(HARDENING) $(SANITIZING) \
  -ffp-contract=off -pthread $(CFLAGS) $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now -pthread $(SANITIZING) $(LDFLAGS)
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
TESTS := $(CORE_TESTS) $(WIRE_TESTS) $(FILES_TESTS) $(STORE_TESTS) $(API_TESTS)

define link_test
	@mkdir -p $(@D)
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS) $(LIBS)
endef
$(CORE_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_CORE)
	$(link_test)
$(WIRE_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_WIRE)
	$(link_test)
$(FILES_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_FILES)
	$(link_test)
$(STORE_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_STORE)
	$(link_test)
$(API_TESTS): $(B)/tests/%: $(B)/obj/tests/%.o $(UP_TO_API)
	$(link_test)

.PHONY: clean
clean: ## remove what was built
	rm -rf $(B)
