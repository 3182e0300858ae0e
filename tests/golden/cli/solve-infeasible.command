kring solve tests/golden/problems/infeasible.txt
printf 'p kring 1 1 0\nm 1 0\nx 1 1\n' | kring solve - -o /dev/null
