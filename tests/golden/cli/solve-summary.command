kring solve tests/golden/problems/rules.txt -o /dev/null
kring solve tests/golden/problems/gale-shapley-1962-1.txt --objective stable --out=/dev/null
