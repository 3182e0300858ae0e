-- $1 whether the statements to come are about one or few people → one row of no interest: has the
-- transaction plan membership_derive as it should be. The planner cannot know how many a rule takes,
-- and loops in loops over all of them would take hours; to compile costs more than it saves.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true) AS plan_cache_mode,
    set_config('jit', 'off', true) AS jit,
    set_config('enable_nestloop', CASE WHEN $1::boolean THEN 'on' ELSE 'off' END, true) AS nestloop,
    set_config('work_mem', CASE WHEN $1::boolean THEN '4MB' ELSE '64MB' END, true) AS work_mem
