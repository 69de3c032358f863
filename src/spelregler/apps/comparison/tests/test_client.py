"""The client is patient within bounds, polite, and never goes anywhere else than it was told."""

from __future__ import annotations

import socket
from datetime import timedelta
from email.utils import format_datetime

import pytest

from spelregler.apps.comparison.kolada.client import MOST_WAIT, Client, KoladaRefused, KoladaUnreachable
from spelregler.apps.comparison.tests.conftest import patient
from spelregler.apps.comparison.tests.replay import made_up
from spelregler.platform import clock


def entries(client: Client, path: str = "municipality") -> list[str]:
    return [each["id"] for page in client.pages(path) for each in page.values]


class TestReading:
    def test_pages_are_followed_to_the_last(self, kolada, serve):
        kolada.page = 2
        client = patient(serve(kolada))
        assert len(entries(client)) == 11
        assert client.requests == 6

    def test_a_next_url_elsewhere_is_read_on_the_server_that_was_named(self, kolada, serve):
        kolada.page = 4
        url = serve(kolada)
        kolada.url = "https://kolada.invalid"
        assert len(entries(patient(url))) == 11

    def test_the_server_may_be_named_without_the_version(self, kolada, serve):
        url = serve(kolada).removesuffix("v3/")
        client = patient(url)
        assert len(entries(client)) == 11
        assert len(entries(client)) == 11
        assert [path.startswith("/v3/") for path in kolada.asked] == [False, True, True]

    def test_more_than_25_ids_is_refused_by_the_server_and_told(self, kolada, serve):
        client = patient(serve(kolada))
        ids = ",".join(f"N{number:05}" for number in range(26))
        with pytest.raises(KoladaRefused, match="svar 400"):
            entries(client, f"data/kpi/{ids}/municipality/0481")


class TestWaiting:
    def test_it_waits_as_long_as_it_is_asked_to(self, kolada, serve):
        kolada.refusals = [(429, {"Retry-After": "7"}), (429, {"Retry-After": "11"})]
        waited: list[float] = []
        assert len(entries(patient(serve(kolada), waited))) == 11
        assert [each for each in waited if each] == [7, 11]

    def test_also_until_a_moment(self, kolada, serve):
        moment = format_datetime(clock.now() + timedelta(seconds=30), usegmt=True)
        kolada.refusals = [(429, {"Retry-After": moment})]
        waited: list[float] = []
        entries(patient(serve(kolada), waited))
        assert 25 < waited[0] <= 30

    def test_without_a_time_it_waits_longer_each_time(self, kolada, serve):
        kolada.refusals = [(503, {}), (429, {}), (500, {})]
        waited: list[float] = []
        entries(patient(serve(kolada), waited))
        assert [each for each in waited if each] == [1, 2, 4]

    def test_it_gives_up_after_four_attempts(self, kolada, serve):
        kolada.refusals = [(429, {"Retry-After": "1"})] * 9
        with pytest.raises(KoladaUnreachable, match="429"):
            entries(patient(serve(kolada)))
        assert len(kolada.asked) == 4

    def test_and_never_waits_longer_than_it_says(self, kolada, serve):
        kolada.refusals = [(429, {"Retry-After": str(MOST_WAIT + 1)})]
        waited: list[float] = []
        with pytest.raises(KoladaUnreachable) as refused:
            entries(patient(serve(kolada), waited))
        assert not any(waited)
        assert "kör kommandot igen" in refused.value.text("sv")
        assert "run the command again" in refused.value.text("en")

    def test_whoever_waits_is_told(self, kolada, serve):
        kolada.refusals = [(429, {"Retry-After": "7"})]
        said: list[str] = []
        client = Client(serve(kolada), say=lambda words: said.append(words.sv), wait=lambda _s: None)
        entries(client)
        assert said == ["Kolada ber oss vänta 7 s (högst 120 s sammanlagt)."]


class TestRefusing:
    def test_no_server_is_said_plainly(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{taken.getsockname()[1]}/v3/"
            with pytest.raises(KoladaUnreachable, match="går inte att nå"):
                entries(patient(url))

    @pytest.mark.parametrize("address", ["http://api.kolada.se/v3/", "ftp://127.0.0.1/", "kolada", "", "file:///etc"])
    def test_plain_http_is_for_this_machine_only(self, address):
        with pytest.raises(KoladaRefused, match="SPELREGLER_KOLADA_URL"):
            Client(address)

    def test_a_redirect_elsewhere_is_not_followed(self, kolada, serve):
        kolada.refusals = [(302, {"Location": "http://127.0.0.1:9/v3/kpi"})]
        with pytest.raises(KoladaRefused, match="hänvisar till"):
            entries(patient(serve(kolada)))

    def test_a_redirect_on_the_same_server_is(self, kolada, serve):
        kolada.refusals = [(307, {"Location": "/v3/municipality"})]
        assert len(entries(patient(serve(kolada)), "municipality/")) == 11

    @pytest.mark.parametrize("body", [b"<html>maintenance</html>", b'{"values": 1}'])
    def test_what_is_no_document_is_refused(self, kolada, serve, body):
        kolada.broken = body
        with pytest.raises(KoladaRefused):
            entries(patient(serve(kolada)))

    def test_what_is_not_there_is_not_asked_for_again(self, serve):
        replay = made_up()
        with pytest.raises(KoladaRefused, match="finns inte"):
            entries(patient(serve(replay)), "nothing")
        assert len(replay.asked) == 1
