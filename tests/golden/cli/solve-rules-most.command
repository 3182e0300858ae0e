kring solve tests/golden/problems/rules.txt --objective most
