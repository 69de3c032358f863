"""A governing document holds in one version at a time, on a decision, and says when it was last gone through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.operations.governing_documents import (
    Adopted,
    DocumentRefused,
    correct_document,
    register_document,
    review_document,
)
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="SE")
NOW = date(2026, 11, 2)
OLD = Adopted("1994", "Kommunfullmäktige", date(1994, 11, 24), "§ 142", date(1995, 1, 1))
NEW = Adopted("2024", "Kommunfullmäktige", date(2023, 11, 8), "101", date(2024, 1, 1))


def register(adopted: Adopted) -> DocumentVersion:
    return register_document(document="CP", title="Chefspolicy", adopted=adopted, on=NOW, who=WHO)


def periods() -> list[tuple[str, date, date | None]]:
    return list(DocumentVersion.objects.order_by("start").values_list("version", "start", "end"))


@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)], ids=["in time", "the older afterwards"])
def test_one_version_holds_until_the_next_begins(order: tuple[Adopted, Adopted]) -> None:
    for each in order:
        register(each)
    assert periods() == [("1994", OLD.start, NEW.start), ("2024", NEW.start, None)]
    assert DocumentVersion.objects.get(version="1994").paragraph == "142"


@pytest.mark.parametrize(
    "wrong",
    [
        {"paragraph": " § "},
        {"decided_on": date(2026, 11, 3), "start": date(2026, 12, 1)},
        {"start": date(2023, 11, 7)},
        {"end": date(2024, 1, 1)},
        {"reviewed_on": date(2026, 11, 3)},
        {"reviewed_on": date(2023, 11, 7)},
        {"start": OLD.start, "decided_on": OLD.decided_on},
    ],
    ids=["no §", "not decided yet", "before its decision", "ends first", "not reviewed yet", "too early", "same day"],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(wrong: dict[str, object]) -> None:
    register(OLD)
    with pytest.raises(DocumentRefused):
        register(replace(NEW, **wrong))  # type: ignore[arg-type]
    assert periods() == [("1994", OLD.start, None)]


def test_an_older_version_does_not_reach_past_the_next() -> None:
    register(NEW)
    with pytest.raises(DocumentRefused, match="gäller samtidigt"):
        register(replace(OLD, end=date(2024, 1, 2)))


class TestCorrections:
    def test_the_version_before_follows_the_day(self) -> None:
        register(OLD)
        later = replace(NEW, start=date(2024, 3, 1), paragraph="102")
        correct_document(version=register(NEW), to=later, reason="Fel dag i protokollet.", on=NOW, who=WHO)
        assert periods() == [("1994", OLD.start, later.start), ("2024", later.start, None)]
        assert AuditRow.objects.order_by("-id")[0].details["reason"] == "Fel dag i protokollet."

    @pytest.mark.parametrize(
        ("to", "reason"), [(NEW, " "), (replace(NEW, start=OLD.start, decided_on=OLD.decided_on), "Fel.")]
    )
    def test_a_reason_is_needed_and_no_day_is_taken_twice(self, to: Adopted, reason: str) -> None:
        register(OLD)
        version = register(NEW)
        with pytest.raises(DocumentRefused):
            correct_document(version=version, to=to, reason=reason, on=NOW, who=WHO)
        assert periods() == [("1994", OLD.start, NEW.start), ("2024", NEW.start, None)]


class TestReviews:
    def test_the_last_review_is_kept(self) -> None:
        version = register(NEW)
        review_document(version=version, reviewed_on=date(2025, 5, 1), on=NOW, who=WHO)
        review_document(version=version, reviewed_on=NOW, on=NOW, who=WHO)
        assert DocumentVersion.objects.get().reviewed_on == NOW

    @pytest.mark.parametrize("day", [date(2026, 11, 3), date(2023, 12, 31)], ids=["not yet", "before it held"])
    def test_a_day_that_cannot_be_is_refused(self, day: date) -> None:
        with pytest.raises(DocumentRefused):
            review_document(version=register(NEW), reviewed_on=day, on=NOW, who=WHO)
