"""How much of a file is walked, before any work is done on it. The one place (ADR 45).

A reader refuses what is past a bound in words and uses nothing of it, for half a file is a wrong file. The bounds are
on what is *walked*, not on what is filled: a workbook of 20 kB can hold a row numbered a million, or a part that
unpacks to a thousand times its size. Together they keep a process within 300 MB whatever it is given (500 MB for an
organisation of 40 000). They are looked up each time, so a test lowers one and tries it with a file just over it.
"""

from __future__ import annotations

MB = 1024 * 1024

FILE = 20 * MB
"""A table, a plan, a statistical file. A table of a ledger is streamed and has a bound of its own."""
LEDGER = 1024 * MB
"""A year of vouchers of the largest municipality is a third of it; it is never held whole."""
LINE = MB
"""A line of a text file."""
LEDGER_LINE = 64 * 1024
LEDGER_PADDING = 4 * MB
"""What old programs fill the last block of a file with."""
LEDGER_RECORDS = 400_000
"""What is kept of a ledger's file: accounts, objects, balances. Its vouchers and their rows are not kept."""
LEDGER_OBJECTS = 600_000
"""The objects that its balances name together."""
LEDGER_KEPT = 64 * MB
"""The lines that they stand in."""
LEDGER_SUMS = 400_000
"""What its rows add up to, by ansvar, activity, month and account."""
LEDGER_PACKED = 64 * MB
"""The rows of units' net cost, packed; those of the largest municipality are a year's third of it."""

PARTS = 500
"""Files inside a packed file."""
UNPACKED = 150 * MB
STRINGS = 24 * MB
"""The texts of a workbook, which its library holds all at once."""
ELEMENTS = 6_000_000
"""Elements of XML in a packed file."""
ELEMENTS_AT_ONCE = 100_000
"""Elements that stand in no row and no text of their own, or in one of them: they are held until it ends."""
LEVELS = 60
"""Elements, lists or brackets inside each other."""
NODES = 200_000
"""Elements of a document that is held whole."""

ROWS = 50_000
COLUMNS = 200
CELLS = 1_000_000
"""Those that hold something, in all."""
WALKED = 5_000_000
"""Those up to the last of each row, the empty ones too."""
CELL = 32_767
"""What a cell of Excel holds."""
TEXT = 20_000_000
"""Characters of a table's cells together."""
TEXT_LINES = 500_000
"""Lines of a table in text; a cell may hold several."""
CELL_LINES = 2_000
"""Lines of text that one row spans."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Where Excel's sheets end."""

PACKAGE_FILE = 4 * MB
"""A file of a policy package; 2 000 rules are three quarters of it. Its values are bounded too, by `NODES`."""
JSON_NODES = 1_000_000
SECONDS = 60
"""One reading of one table; the slowest that is within the other bounds takes a quarter of it."""

BACKUP_HELD = 32 * MB
"""A part of a copy that is held whole; ours are a few megabytes."""
BACKUP_PARTS = 1_000_000
BACKUP_NAME = 64 * 1024
"""What a copy's archive may say of one part: names, not contents."""

ARCHIVE = 512 * MB
"""An archive of a policy with its answers and evidence. It is never held whole."""
ARCHIVE_UNPACKED = 2_000 * MB
ARCHIVE_PARTS = 20_000
ARCHIVE_MANIFEST = 8 * MB
"""Its list of parts, which is held whole."""
