"""Stories that begin with an empty database: what a municipality does, through files, commands and pages alone."""
