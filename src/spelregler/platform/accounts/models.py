"""Accounts. No roles here: roles come from seats and posts on a date (apps.organisation)."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with normalised e-mail addresses."""

    def create_account(self, *, email: str, name: str, password: str | None = None) -> Account:
        """One account per e-mail address; without a password nobody can log in with it."""
        account = self.model(email=email.strip().lower(), name=name)
        account.set_password(password)
        account.full_clean(exclude=["password"])
        account.save()
        return account


class Account(AbstractBaseUser):
    """A person's way in. Deactivated, never deleted, because audit rows point here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    # A one-time link has been given; a later one takes its place.
    link_given = models.BooleanField(default=False)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            # Two accounts that differ in capitals only would share one person's sign-in.
            models.UniqueConstraint(Lower("email"), name="accounts_email_once_in_any_case")
        ]

    def __str__(self) -> str:
        return self.name
