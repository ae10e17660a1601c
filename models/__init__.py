"""THE LEDGER: what happened to every case; `models.ledger.ledger()` is the one door."""
