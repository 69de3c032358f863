"""What the forms of this room have in common. A form reads what is typed and nothing more; an operation decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from spelregler.apps.acting.file_page import FileForm
from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.platform.looking import LOOK
from spelregler.platform.table_files import TableField

Choices = Sequence[tuple[str, str]]


class TableForm(FileForm):
    """A table of plans or values."""

    file = TableField(label=gettext_lazy("Excel or CSV, at most 20 MB and 5,000 rows"))


class MinutedForm(MinutesForm):
    """What a body decided, where a body has to: its decision is `needed`, `offered` or not asked for (`none`)."""

    def __init__(self, *args: Any, minutes: str = "needed", **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["text"]
        if minutes == "none":  # a manager's own act, which the next one changes
            self.look = None
            del self.fields[LOOK]
        for name in ("decided_on", "paragraph"):
            if minutes == "none":
                del self.fields[name]
            else:
                self.fields[name].required = minutes == "needed"

    @property
    def minutes(self) -> dict[str, Any]:
        """The decision, where one was asked for."""
        said = self.cleaned_data
        return {"decided_on": said.get("decided_on"), "paragraph": said.get("paragraph", ""), "meant": self.meant}
