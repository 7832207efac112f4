"""The Russian language, which knows no document: words, numbers, calendar, names, legal forms."""
