"""Unit autonomy: six conditions for freedom, six grounds for the management to step in (MR-40…51).

A number opens a signal, never an intervention. People decide, with reasons, and a limit on freedom ends.
"""
