"""Opening and closing a way in."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import (
    NoSuchAccount,
    account_of,
    close_account,
    open_account,
    password_address,
    reopen_account,
)
from spelregler.platform.accounts.sealing import seal, unseal
from spelregler.platform.accounts.trail import NO_ADDRESS, address_only
from spelregler.platform.accounts.validators import OwnWordsValidator
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

pytestmark = pytest.mark.django_db


class TestOpenAccount:
    def test_nobody_knows_a_password_yet(self):
        assert not open_account(email="Eva@Kommun.example", name="Eva", who=SYSTEM).has_usable_password()

    def test_capitals_make_no_second_account(self):
        open_account(email="eva@kommun.example", name="Eva", who=SYSTEM)
        with pytest.raises(ValidationError):
            open_account(email="EVA@kommun.example", name="Eva", who=SYSTEM)

    def test_not_even_past_the_operation(self):
        Account.objects.create(email="eva@kommun.example", name="Eva")
        with pytest.raises(IntegrityError), transaction.atomic():
            Account.objects.create(email="Eva@kommun.example", name="Eva")

    def test_the_address_to_a_password_is_told_to_the_trail_without_its_key(self):
        account = open_account(email="eva@kommun.example", name="Eva", who=SYSTEM)
        address = password_address(account=account, who=SYSTEM)
        row = AuditRow.objects.latest("id")
        assert (row.act, row.subject) == ("give-password-address", "eva@kommun.example")
        assert address.rstrip("/").rpartition("-")[2] not in str(row.details)


class TestCloseAccount:
    def test_closes_and_opens_again_as_the_same_account(self):
        account = open_account(email="eva@kommun.example", name="Eva", who=SYSTEM)
        close_account(account=account, who=SYSTEM)
        assert not account_of(email="EVA@kommun.example").is_active
        reopen_account(account=account, who=SYSTEM)
        assert account_of(email="eva@kommun.example").is_active

    def test_an_unknown_address_is_said(self):
        with pytest.raises(NoSuchAccount):
            account_of(email="ingen@kommun.example")


class TestWhatTheTrailKeeps:
    @pytest.mark.parametrize("given", ["hemligt lösenord", "", None, "a" * 400])
    def test_what_is_no_address_is_not_kept(self, given):
        assert address_only(given) == NO_ADDRESS

    def test_an_address_is_kept(self):
        assert address_only("eva@kommun.example") == "eva@kommun.example"


class TestSealing:
    def test_what_is_sealed_is_unreadable_and_opens_again(self):
        assert "HEMLIGT" not in seal("HEMLIGT")
        assert unseal(seal("HEMLIGT")) == "HEMLIGT"

    def test_a_new_key_still_opens_the_old(self, settings):
        sealed = seal("HEMLIGT")
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
        assert unseal(sealed) == "HEMLIGT"


class TestOwnWords:
    @pytest.mark.parametrize("password", ["Spelregler2026", "kommunkommun1", "SommarVinter12"])
    def test_words_that_all_would_guess_are_not_enough(self, password):
        with pytest.raises(ValidationError):
            OwnWordsValidator().validate(password)

    @pytest.mark.parametrize("password", ["häst kommun batteri", "grodor äter plommon"])
    def test_words_of_ones_own_are(self, password):
        OwnWordsValidator().validate(password)
