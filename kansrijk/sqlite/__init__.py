"""Django's SQLite backend with the number of parameters that SQLite really takes."""
