"""What the pages of a body's list in versions say and ask alike, in the rooms that have one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.models import Version
from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.domain.reading import day
from spelregler.platform.forms import DayField
from spelregler.platform.table_files import TableField
from spelregler.ui import formatting


def by_decision(acting_role: ActingRole, version: Version) -> str:
    """From which day a version holds, and by which decision."""
    said = {
        "start": formatting.long_date(version.start, acting_role.language),
        "day": formatting.long_date(version.decision.decided_on, acting_role.language),
        "paragraph": version.decision.paragraph,
    }
    return _now("Holds from %(start)s. Decided %(day)s, § %(paragraph)s.") % said


class VersionForm(MinutesForm):
    """The decision that gave the version, and the first day on which it holds."""

    look = None

    start = DayField(label=_("Holds from"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].required = False


class VersionFileForm(VersionForm):
    """The decision, the first day, and the whole version as a table."""

    file = TableField(help_text=_("Excel or CSV, at most 20 MB. Only the first sheet is read."))

    @property
    def kept(self) -> dict[str, Any]:
        """What was said, as it is put aside with the table; `said_with` reads it."""
        said = self.cleaned_data
        return said | {name: said[name].isoformat() for name in ("decided_on", "start")} | {"meant": self.meant}


def said_with(kept: dict[str, Any]) -> tuple[Minutes, date]:
    """The decision and the first day that were put aside with a table."""
    minutes = Minutes(day(kept["decided_on"]), kept["paragraph"], kept["text"], kept.get("meant"))
    return minutes, day(kept["start"])
