printf 'external_id;role;seats;field\na1;alumnus;1;0732\na1;alumnus;1;\na2;alumnus;many;\na3;alumnus\ns1;student;;0732\n' | kring search --people - --for s1 --as-of 2026-11-22
