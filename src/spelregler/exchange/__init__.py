"""One file format or outside system each: pure parse and write, no Django, no clock, no network."""
