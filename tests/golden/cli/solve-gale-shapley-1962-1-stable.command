kring solve tests/golden/problems/gale-shapley-1962-1.txt --objective stable
