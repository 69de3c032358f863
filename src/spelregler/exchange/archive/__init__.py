"""The archive of a municipality's policy: its packages, what the rules answered, and what people said and rest on.

    write(out, contents)       a zip with a manifest, the same contents always the same bytes
    looked_at(path)            the zip opened, its parts known by name and bounded, nothing unpacked
    faults(opened)             every digest and every row held against the format, told by part and row
    contents_of(opened)        what was read, as it is written

The format has a version. A later one is refused in words, never guessed at (ADR 87).
"""

from spelregler.exchange.archive.form import (
    ACCOUNTS,
    ADOPTIONS,
    BEHIND,
    DECISIONS,
    DOCUMENTS,
    EVIDENCE,
    FORECASTS,
    VALUES,
    VERSION,
    YEARS,
    About,
    Contents,
    Row,
    answers_in,
    file_in,
    iso,
    package_file_in,
    said_in,
)
from spelregler.exchange.archive.reader import ArchiveRefused, Fault, Opened, contents_of, faults, looked_at
from spelregler.exchange.archive.writer import write

__all__ = [
    "ACCOUNTS",
    "ADOPTIONS",
    "BEHIND",
    "DECISIONS",
    "DOCUMENTS",
    "EVIDENCE",
    "FORECASTS",
    "VALUES",
    "VERSION",
    "YEARS",
    "About",
    "ArchiveRefused",
    "Contents",
    "Fault",
    "Opened",
    "Row",
    "answers_in",
    "contents_of",
    "faults",
    "file_in",
    "iso",
    "looked_at",
    "package_file_in",
    "said_in",
    "write",
]
