"""Tests, as sentences and tables; a package, so that no folder here hides one of the program."""
