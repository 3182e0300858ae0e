{ echo external_id,role; echo s,student; yes bad,row | head -30; } | kring score --people - s s
