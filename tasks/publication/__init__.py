"""脱敏: who may be recognised in a case's papers, hiding them, and checking that it is done."""
