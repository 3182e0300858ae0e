printf 'external_id,role\ns,student\n' | kring search --people - --for s --as-of 2026-11-22
