kring read --scheme isced --lang nl --top 1 'burgerlijk ingenieur bouwkunde' 0730 'iets met mensen'
printf 'lektor\nasdfgh\n' | kring read --scheme isco --lang sv --top 1
kring read --scheme isco --lang nb --top 1 lektor
kring read --scheme language --lang nl 'Engels C1'
kring read --scheme place 'Halle, België' 'Halle (Saale)' Antwerpne
kring read --scheme nace 62.01
