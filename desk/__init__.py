"""THE DESK: what people see of the ledger, and one of the doors by which they answer."""
