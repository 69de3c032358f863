"""The variables of mail."""

from __future__ import annotations

import pytest

from spelregler.config.environment import ConfigurationError
from spelregler.config.mail_address import read_mail


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password"),
    [
        ("smtp://mail.kommun.example", "mail.kommun.example", 25, "", ""),
        ("smtps://u:p%2Fq@mail.kommun.example", "mail.kommun.example", 465, "u", "p/q"),
        ("smtp+starttls://u:p@mail.kommun.example:2525", "mail.kommun.example", 2525, "u", "p"),
    ],
)
def test_the_address_of_the_server_is_read(url, host, port, user, password):
    mail = read_mail(url, sender="a@b.se")
    assert (mail.host, mail.port, mail.user, mail.password) == (host, port, user, password)


@pytest.mark.parametrize(
    ("url", "sender"),
    [("smtp://x", ""), ("", "a@b.se"), ("http://x", "a@b.se"), ("smtp://x:y:z", "a@b.se"), ("smtp://x", "kommunen")],
)
def test_a_setting_that_cannot_be_used_stops_the_start_without_telling_the_password(url, sender):
    with pytest.raises(ConfigurationError) as error:
        read_mail(url, sender=sender)
    assert "y:z" not in str(error.value)
