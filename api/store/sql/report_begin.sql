-- $1 memory for each sort, as PostgreSQL writes it → one row, which tells nothing: of this transaction.
-- Compiling a report's statement (jit) takes as long as running it.
SELECT set_config('jit', 'off', true), set_config('work_mem', $1::text, true)
