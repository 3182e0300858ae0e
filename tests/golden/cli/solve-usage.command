kring solve
kring solve a b
kring solve a --objective best
kring solve a --objective repair
kring solve a -p
kring solve a --threads 65
kring verify a
kring verify - -
kring verify --quick a b
cp tests/golden/problems/rules.txt copy.txt; kring solve copy.txt -o ./copy.txt; cmp tests/golden/problems/rules.txt copy.txt; rm copy.txt
kring verify tests/golden/problems/rules.txt
