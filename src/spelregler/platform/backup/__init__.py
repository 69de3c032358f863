"""A copy of everything: made while people work, in a form of its own that either database takes back (ADR 38).

archive     the file: parts, a digest of each, a manifest last; a damaged or foreign one is told before it is used
rows        a table's rows as JSON Lines, the same text whichever database they came from
database    one consistent picture of every table, and the way back into an empty database
home        which files beside the database belong to the copy, and who may touch them
making, restoring   the two acts
"""
