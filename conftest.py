"""For both suites: the database that refuses to empty the trail, and the worker for long work."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from whitenoise.middleware import WhiteNoiseMiddleware

from spelregler.demo.tests.built import copied
from spelregler.platform.audit.append_only import TABLES
from spelregler.platform.tests.worker import let_the_worker_work

settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")
"""A property is about what is right. How long it takes says how much else the machine has to do."""

LONG = {
    "test_strandby",
    "test_backup",
    "test_backup_postgres",
    "test_upgrade",
    "test_deploy",
    "test_squashed",
    "test_beginning_story",
    "test_every_command",
    "test_migrations",
    "test_scim_conformance",
    "test_killed_import",
    "test_concurrency",
    "test_leftovers",
    "test_matrix_walk",
    "test_walk",
    "test_rim",
    "test_pages",
    "test_goals_counted",
    "test_governed_year",
    "test_words_in_addresses",
    "test_read_apart",
    "test_asked_while_built",
    "test_term",
}
"""Files that take long; with them come the stories in a browser."""

ASKS_A_PAGE = {"client", "wearing"}
"""What a test takes that asks through a page."""

HAS_A_DATABASE = {"db", "transactional_db", "postgres"}
"""What a test takes that asks a database."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """A test that takes long is not of the quick run; what no PostgreSQL can answer otherwise runs on SQLite."""
    if item.path.stem in LONG or item.path.parent.name == "system" or item.get_closest_marker("browser"):
        item.add_marker("long")
    if item.get_closest_marker("both") or item.get_closest_marker("postgres"):
        return
    takes = set(getattr(item, "fixturenames", ()))
    if ASKS_A_PAGE & takes or not (HAS_A_DATABASE & takes or _is_given_a_database(item)):
        item.add_marker("once")


def _is_given_a_database(item: pytest.Item) -> bool:
    of = getattr(item, "cls", None)
    return item.get_closest_marker("django_db") is not None or (of is not None and issubclass(of, TransactionTestCase))


def pytest_collection_finish() -> None:
    """The tests themselves stay to the end, so they need not be looked through for garbage, time and again."""
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no worker begins one when the others are done; pytest-django has had its say."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@contextmanager
def unlocked() -> Iterator[None]:
    """As if somebody with every right in the database had taken the triggers away; they are put back after."""
    _run("dropping")
    try:
        yield
    finally:
        _run("statements")


def _run(which: str) -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            for statement in getattr(table, which)(connection.vendor):
                cursor.execute(statement)


_empty = TransactionTestCase._fixture_teardown


def _empty_unlocked(self: Any) -> None:
    with unlocked():
        _empty(self)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """A database with nothing in it; each test rolls back what it changes."""
    with copied(django_db_blocker, is_demo=False):
        yield


@pytest.fixture(autouse=True, scope="session")
def the_trail_can_be_emptied() -> Iterator[None]:
    """Only for the flush between tests; in a test the triggers hold."""
    TransactionTestCase._fixture_teardown = _empty_unlocked  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = _empty  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def static_files_are_looked_for_once() -> Iterator[None]:
    """Each client of a test has middleware of its own, and the files that they serve are the same."""
    found: dict[str, Any] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def add(self: Any) -> None:
        if not found:
            look(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add)
        yield


@pytest.fixture
def unlocked_trail(db: None) -> Iterator[None]:
    """The triggers are gone: what is left to find tampering is the chain."""
    with unlocked():
        yield


@pytest.fixture
def the_worker_works(db: None) -> Callable[[], None]:
    """Does what lies in the queue, as `spelregler work` would."""
    return let_the_worker_work
