"""The house: layout, home, search, help, words in two languages."""
