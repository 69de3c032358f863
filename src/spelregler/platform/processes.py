"""What a process of ours asks of the operating system."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


def resident() -> int:
    """Bytes that this process holds in memory; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def end_with_parent(parent: int) -> None:
    """Where the system can (Linux), this process is told to stop when the one that started it dies."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != parent:  # it died before we could ask to be told
        sys.exit(0)
