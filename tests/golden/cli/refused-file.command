printf 'id,role\na,student\n' | kring search --people - --for a
