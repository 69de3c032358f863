"""To find the units that money is moved between, where there are too many to choose among in one list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import ButtonForm, CodeField, SearchForm, WordsField


class MoveSearch(SearchForm):
    """Words of the two units' names."""

    fran = WordsField(label=_("From unit"), max_length=100)
    till = WordsField(label=_("To unit"), max_length=100)


class ChosenUnits(ButtonForm):
    """The units that stand chosen in a form that was sent; they are offered once more, so that it can be read."""

    from_unit = CodeField()
    to_unit = CodeField()

    @property
    def named(self) -> set[str]:
        """The codes that can be read."""
        return {code for name in self.fields if (code := self.said(name))}


class UnitsSearch(SearchForm):
    """Several units' names, or parts of them."""

    enheter = WordsField(label=_("Units, by name with commas between"), max_length=400)
