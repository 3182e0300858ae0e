kring solve tests/golden/problems/scipy-assignment.txt --objective total
