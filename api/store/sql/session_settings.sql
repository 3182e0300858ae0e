-- no parameters → one row of no interest. A backend whose client went away (we close what is
-- late) notices within a second; a transaction that was forgotten ends after a minute; plans are made
-- for the values at hand (a poll of the feed must use its index whatever it was first asked). Nothing
-- here runs for as long as a JIT compiles it.
SELECT set_config('client_connection_check_interval', '1000', false) AS check_interval,
    set_config('idle_in_transaction_session_timeout', '60000', false) AS idle_timeout,
    set_config('plan_cache_mode', 'force_custom_plan', false) AS plan_cache_mode,
    set_config('jit', 'off', false) AS jit,
    set_config('TimeZone', 'UTC', false) AS time_zone
