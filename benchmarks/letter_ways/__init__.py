"""Ways from the facts of one letter to its files, each with the libraries that it needs."""
