kring search --people /nowhere/people.csv --for a
