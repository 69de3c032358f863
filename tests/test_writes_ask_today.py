"""A day in the address looks back and decides no write (`?per=` chooses what is read, and nothing else)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from spelregler.apps.autonomy import operations
from spelregler.apps.organisation.models import Department, Placement, Unit
from spelregler.platform.audit.operations import SYSTEM
from tests.conftest import TODAY
from tests.test_department_pages import KFF, UTB

EARLIER = date(2026, 9, 1)
SAMPLES = {"int": "1", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12}
UNIT = "oxeloskolan"


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Every address of the product, with something in the place of each argument."""
    for each in patterns:
        route = str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, prefix + route)
        elif "(?P" not in route:
            filled = prefix + route
            for name, converter in each.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                filled = filled.replace(f"<{kind}:{name}>", SAMPLES.get(kind, "finns-inte"))
            yield "/" + filled


@pytest.mark.both
def test_whatever_is_posted_anywhere_is_judged_today(wearing):
    client = wearing("SE")
    client.raise_request_exception = False
    walked = [each for each in addresses(get_resolver().url_patterns) if not each.startswith(("/logga-ut", "/scim"))]
    assert len(walked) > 150
    late = []
    for address in walked:
        request = client.post(f"{address}?per={EARLIER}", {}).wsgi_request
        if getattr(request, "acting_role", None) is not None and request.acting_role.as_of != TODAY:
            late.append(address)
    assert late == []


def test_reading_still_looks_back(wearing):
    read = wearing("SE").get(f"{reverse('organisation:overview')}?per={EARLIER}").wsgi_request
    assert read.acting_role.as_of == EARLIER


@pytest.mark.both
def test_an_earlier_head_does_not_answer_a_signal_that_is_anothers_today(wearing):
    """The unit came to another department in October: its head of September is no longer the one who answers."""
    unit = Unit.objects.get(code=UNIT)
    moved = date(2026, 10, 1)
    Placement.objects.filter(unit=unit, end=None).update(end=moved)
    Placement.objects.create(unit=unit, department=Department.objects.get(code=KFF), start=moved)
    signal = operations.open_signal(unit=unit, ground="MR-50", opened_on=TODAY, evidence="prov", who=SYSTEM)
    said = {"choice": "no_action", "reason": "Försök"}
    earlier = wearing("FC", department=UTB)
    answer = earlier.post(f"{reverse('autonomy:stand', args=[signal.pk])}?per={EARLIER}", said)
    assert answer.status_code == 403
    signal.refresh_from_db()
    assert not hasattr(signal, "stand") or signal.stand is None


@pytest.mark.once
class TestWhatLeavesWithThePage:
    def test_what_somebody_signed_in_has_seen_is_kept_nowhere(self, wearing, client):
        for address in (reverse("home:home"), reverse("organisation:overview"), "/finns-inte/"):
            assert wearing("SE").get(address).headers["Cache-Control"] == "no-store", address
        assert "no-store" not in client.get(reverse("policy:documents")).headers.get("Cache-Control", "")

    def test_signing_out_is_not_kept_either(self, wearing):
        assert wearing("SE").post(reverse("home:log_out")).headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("address", ["/", "/static/ui/spelregler.css", "/static/ui/icon.svg"])
    def test_pages_and_files_have_the_content_policy(self, client, db, address):
        answer = client.get(address)
        assert answer.status_code == 200
        policy = answer.headers["Content-Security-Policy"]
        for part in ("default-src 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"):
            assert part in policy

    def test_the_language_is_kept_in_a_cookie_that_production_sends_over_https_only(self, client, db, settings):
        settings.LANGUAGE_COOKIE_SECURE = True
        cookie = client.post(reverse("home:language"), {"language": "en"}).cookies[settings.LANGUAGE_COOKIE_NAME]
        assert cookie["secure"]
        assert cookie["httponly"]

    def test_production_asks_for_https_on_every_name_below(self):
        from spelregler.config.settings import production

        assert production.SECURE_HSTS_INCLUDE_SUBDOMAINS
        assert production.SECURE_HSTS_SECONDS >= 31_536_000
        assert production.LANGUAGE_COOKIE_SECURE
