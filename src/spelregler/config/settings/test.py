"""The tests' settings: a throw-away home, a fast password hasher, demo mode on so that the cast can log in."""

import os
import tempfile

# Playwright keeps an event loop in the test process; the tests themselves are synchronous throughout.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
os.environ.setdefault("SPELREGLER_HOME", tempfile.mkdtemp(prefix="spelregler-test-"))

from spelregler.config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
SPELREGLER_AUDIT_KEY = "only-for-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SPELREGLER_DEMO = True
SPELREGLER_TODAY = "2026-11-02"
ALLOWED_HOSTS = ["*"]
