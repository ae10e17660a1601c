"""The words in which the law is declared."""
