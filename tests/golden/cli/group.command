kring audit; echo "exit $?"
kring token --help; echo "exit $?"
kring token now; kring import --help; kring nothing; kring nothing --help
