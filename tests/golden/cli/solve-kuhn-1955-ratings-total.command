kring solve tests/golden/problems/kuhn-1955-ratings.txt --objective total
