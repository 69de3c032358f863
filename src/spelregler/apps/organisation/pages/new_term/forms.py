"""The form of a new term: its days and the council's decision once, and for each body who sits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.organisation.files.names_in_minutes import Named, people_named, read_names
from spelregler.apps.organisation.models import Body, Membership
from spelregler.apps.organisation.operations.new_term import Elected, Sits, must_fit
from spelregler.apps.organisation.pages.forms import DecisionForm
from spelregler.apps.organisation.queries.person_search import told_apart
from spelregler.platform.errors import DomainError
from spelregler.platform.forms import DayField

SEEN = "sett"
"""What was looked through before it is stored."""
MOST_ROWS = 24


@dataclass(frozen=True)
class BodyToElect:
    """A body, what it is called, who sits in it now as lines, and whether its term ends with the others'."""

    body: Body
    name: str
    members: str
    substitutes: str
    term_ends: date | None
    is_due: bool


class NewTermForm(DecisionForm):
    """Every body at once. The lines are read as the minutes have them."""

    first_day = DayField(label=gettext_lazy("First day of the term"))
    last_day = DayField(label=gettext_lazy("Last day of the term (to and with)"))

    def __init__(self, *args: Any, bodies: Sequence[BodyToElect], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = bodies
        self.elected: list[Elected] = []
        for each in bodies:
            code = each.body.code
            self.fields[f"with_{code}"] = forms.BooleanField(
                label=_("%(body)s is included") % {"body": each.name}, required=False, initial=each.is_due
            )
            for kind, label, lines in (
                ("members", _("Members, one on each line"), each.members),
                ("substitutes", _("Substitutes, in the order of call-in"), each.substitutes),
            ):
                rows = min(max(lines.count("\n") + 2, 3), MOST_ROWS)
                area = forms.Textarea(attrs={"rows": rows, "class": "lines", "spellcheck": "false"})
                self.fields[f"{kind}_{code}"] = forms.CharField(
                    label=f"{each.name}: {label}", required=False, initial=lines, max_length=20_000, widget=area
                )

    def clean(self) -> dict[str, Any]:
        """Every name is known, or said to be new; a name that several have says which is meant."""
        said = super().clean() or {}
        read = {
            (each.body.code, kind): self._lines(said, each.body.code, kind)
            for each in self.bodies
            if said.get(f"with_{each.body.code}")
            for kind in ("members", "substitutes")
        }
        meant = people_named(line for lines in read.values() for line in lines)
        self.elected = [
            Elected(each.body, *(self._sits(each.body.code, kind, read, meant) for kind in ("members", "substitutes")))
            for each in self.bodies
            if said.get(f"with_{each.body.code}")
        ]
        for each in self.elected:
            try:
                must_fit(each)
            except DomainError as refused:
                self.add_error(f"members_{each.body.code}", refused.text(self.acting_role.language))
        if not self.elected:
            raise forms.ValidationError(_("Tick the bodies that begin a new term."))
        return said

    def _lines(self, said: dict[str, Any], code: str, kind: str) -> list[Named]:
        default = Membership.Function.MEMBER if kind == "members" else Membership.Function.SUBSTITUTE
        lines, unread = read_names(said.get(f"{kind}_{code}", ""), default=default)
        unread_or_misplaced = [(each.line, each.text) for each in unread] + [
            (each.line, each.name)
            for each in lines
            if (each.function == Membership.Function.SUBSTITUTE) != (kind == "substitutes")
        ]
        for line, text in unread_or_misplaced:
            words = _(
                "Line %(line)d: “%(text)s” is not understood here. Write a name, a comma and ordförande, "
                "vice ordförande or ledamot; substitutes stand in the lower field."
            )
            self.add_error(f"{kind}_{code}", words % {"line": line, "text": text})
        return lines

    def _sits(
        self, code: str, kind: str, read: dict[tuple[str, str], list[Named]], meant: dict[Named, Sequence[Any]]
    ) -> tuple[Sits, ...]:
        found = []
        for line in read[code, kind]:
            people = meant[line]
            if len(people) > 1:
                options = told_apart(people, as_of=self.acting_role.today)
                which = "; ".join(f"{each.name} ({each.code}) {each.where}" for each in options)
                words = _("Line %(line)d: several are called that. Write which: %(which)s")
                self.add_error(f"{kind}_{code}", words % {"line": line.line, "which": which})
            elif not people and line.code:
                words = _("Line %(line)d: nobody has the code “%(code)s”. Write (new) after somebody not entered yet.")
                self.add_error(f"{kind}_{code}", words % {"line": line.line, "code": line.code})
            found.append(Sits(line.name, line.function, people[0] if people else None))
        return tuple(found)

    @property
    def seal(self) -> str:
        """What was looked through: another answer in any field is another seal."""
        typed = {name: self.data.get(name, "") for name in sorted(self.fields)}
        return hashlib.sha256(json.dumps(typed).encode()).hexdigest()

    @property
    def is_seen(self) -> bool:
        """Whether exactly this has been looked through."""
        return bool(self.data.get(SEEN) == self.seal)

    @property
    def of_bodies(self) -> list[tuple[BodyToElect, list[forms.BoundField], bool]]:
        """Each body with its fields, and whether it stands open."""
        return [
            (
                each,
                [self[f"{kind}_{each.body.code}"] for kind in ("with", "members", "substitutes")],
                bool(self[f"with_{each.body.code}"].value())
                or any(self[f"{kind}_{each.body.code}"].errors for kind in ("members", "substitutes")),
            )
            for each in self.bodies
        ]
