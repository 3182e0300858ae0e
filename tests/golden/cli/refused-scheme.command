kring read --scheme esco adviseur
