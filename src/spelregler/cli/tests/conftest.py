"""A town, a copy of it, the town once more from the copy, and empty databases."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest

from spelregler.cli.tests.copies import back_up, restored
from spelregler.cli.tests.homes import python_on
from spelregler.demo.tests.built import built_home, empty_home


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    """The demo in an SQLite home, with a package of its own, a session, a letter that waits and a number once given."""
    home = Path(shutil.copytree(built_home(), tmp_path_factory.mktemp("town") / "home"))
    (home / "policies" / "own").mkdir(parents=True)
    (home / "policies" / "own" / "policy.yaml").write_text("title: Åtgärd\n", encoding="utf-8")
    (home / "static").mkdir()
    python_on(
        home,
        """
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from spelregler.apps.organisation.models import Person
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.mail.operations import send
SessionStore().create()
settings.SPELREGLER_MAIL_FROM = "a@b.se"
send(to="eva@strandby.example", kind="link", subject="x", text="https://one-time", who=SYSTEM)
last = Person.objects.order_by("-pk").first()
gone = Person.objects.create(code="gone", name="Gone")
gone.delete()
""",
    )
    return home


@pytest.fixture(scope="module")
def copy(town, tmp_path_factory) -> Path:
    """A copy of the town."""
    return back_up(town, tmp_path_factory.mktemp("copies"))


@pytest.fixture(scope="module")
def again(copy, tmp_path_factory) -> Path:
    """The town in another home."""
    return restored(copy, tmp_path_factory.mktemp("again") / "home")


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory) -> Path:
    """A home with next to nothing in it, for what does not hang on how much there is."""
    home = Path(shutil.copytree(empty_home(), tmp_path_factory.mktemp("hamlet") / "home"))
    python_on(
        home,
        """
from spelregler.apps.organisation.models import Municipality, Person
from spelregler.platform.audit.operations import SYSTEM, record
Municipality.objects.create(code="9998", name="Byn")
Person.objects.create(code="eva", name="Eva")
record(who=SYSTEM, act="act", subject="x")
""",
    )
    return home


@pytest.fixture(scope="module")
def hamlet_copy(hamlet, tmp_path_factory) -> Path:
    """A copy of the hamlet."""
    return back_up(hamlet, tmp_path_factory.mktemp("copies"))


@pytest.fixture
def postgres() -> Iterator[Any]:
    """Makes empty databases in the tests' own cluster."""
    import psycopg
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (run by tools/with_postgres.py)")
    url = urlsplit(os.environ["SPELREGLER_DATABASE_URL"])
    made = []

    def make() -> dict[str, str]:
        made.append(f"town_{uuid4().hex}")
        with psycopg.connect(os.environ["SPELREGLER_DATABASE_URL"], autocommit=True) as own:
            own.execute(f"CREATE DATABASE {made[-1]}")
        return {"SPELREGLER_DATABASE_URL": urlunsplit(url._replace(path=f"/{made[-1]}"))}

    yield make
    with psycopg.connect(os.environ["SPELREGLER_DATABASE_URL"], autocommit=True) as own:
        for name in made:
            own.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
