kring solve tests/golden/problems/kuhn-1955-qualified.txt --objective most
