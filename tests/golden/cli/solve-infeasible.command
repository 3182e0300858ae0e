kring solve tests/golden/problems/infeasible.txt
