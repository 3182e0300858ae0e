kring solve tests/golden/problems/faulty.txt
kring solve - <tests/golden/problems/faulty.txt
kring solve tests/golden/problems/rules.txt --objective total
