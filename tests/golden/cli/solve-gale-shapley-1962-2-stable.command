kring solve tests/golden/problems/gale-shapley-1962-2.txt --objective stable
