kring demo --alumni 3 --students 2 --seed 7 --codes --out -
