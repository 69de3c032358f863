"""Tables as files on the pages: how large one may be, and what a browser is told of each form."""

from __future__ import annotations

from spelregler.exchange.sheets import Form

MOST_BYTES = 20 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: dict[str, tuple[Form, str]] = {"xlsx": ("xlsx", XLSX), "csv": ("csv", "text/csv; charset=utf-8")}
