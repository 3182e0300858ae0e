kring solve tests/golden/problems/nrmp-2014.txt --objective stable
