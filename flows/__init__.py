"""THE PROCEDURES: one file a path; each run brings a case as far as its facts allow."""
