"""A mail server on loopback for the tests of mail."""

from __future__ import annotations

import pytest

from spelregler.platform.mail.tests.server import as_set_up, mail_server


@pytest.fixture
def server(settings):
    with mail_server() as running:
        as_set_up(settings, running)
        yield running
