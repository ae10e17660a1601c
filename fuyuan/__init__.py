"""THE SWITCHBOARD: the command line, and the programs that `fuyuan up` runs."""
