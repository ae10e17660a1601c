"""The model check: every walk of every path, on the flows themselves, without ledger or server."""
