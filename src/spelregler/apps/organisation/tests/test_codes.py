"""A code that is made out of a name has room in its column, and is nobody else's."""

from __future__ import annotations

import pytest

from spelregler.apps.organisation.files.names_in_minutes import code_of
from spelregler.apps.organisation.models import Body, Department, Person, Post, Unit

NAME = "Nämnden för barn, ungdom, livslångt lärande och kultur i hela kommunen"


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("kind", [Body, Department, Unit, Post, Person])
def test_a_code_fits_however_long_the_name_is(kind):
    field = kind._meta.get_field("code")
    field.run_validators(code_of(NAME, among=kind))
    field.run_validators(code_of(NAME, among=kind) + "-99")
    assert code_of("!", among=kind) == "ny"
