"""Every setting of the product, read from top to bottom. `embedded`, `production` and `test` change a few lines."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from spelregler.config.environment import DEMO_CAST, demo_today, env, env_bool, env_secret, home

HOME = home()
"""The folder that holds everything the product writes (SPELREGLER_HOME)."""

PACKAGE_ROOT = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = env_secret("SPELREGLER_SECRET_KEY", folder=HOME)
ALLOWED_HOSTS = env("SPELREGLER_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env("SPELREGLER_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "spelregler.platform.accounts",
    "spelregler.platform.audit",
    "spelregler.apps.organisation",
    "spelregler.apps.decisions",
    "spelregler.apps.goals",
    "spelregler.apps.frames",
    "spelregler.apps.autonomy",
    "spelregler.apps.policy",
    "spelregler.apps.home",
    "spelregler.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    "spelregler.config.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "spelregler.config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "spelregler.config.middleware.WornRoleMiddleware",
    "spelregler.config.middleware.FreshFindingsMiddleware",
    "spelregler.config.error_mapping.DomainErrorMiddleware",
]

ROOT_URLCONF = "spelregler.config.urls"
WSGI_APPLICATION = "spelregler.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """Read a database address; without one the embedded SQLite file under HOME is used.

    SQLite runs in WAL mode and takes its write lock when a transaction begins, so that fifty writers wait for each
    other in turn instead of failing half-way.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "spelregler.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.get("host", [""])[0],
        "PORT": str(parts.port or ""),
    }


DATABASES = {"default": database(env("SPELREGLER_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/logga-in"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_ROOT / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SPELREGLER_PACKAGES = [HOME / "policies", PACKAGE_ROOT / "policies"]
"""Where policy packages are looked for: the municipality's own first, then those that ship with the product."""
SPELREGLER_PACKAGE = env("SPELREGLER_PACKAGE", "oxelosund")
"""The package whose role rules hold before any adoption is registered."""
SPELREGLER_TODAY = env("SPELREGLER_TODAY", demo_today(HOME))
"""A fixed day instead of the clock's, for the demo; empty in use."""
SPELREGLER_CAST = HOME / DEMO_CAST
"""The file that says what to try as each of the demo's cast."""
SPELREGLER_DEMO = env_bool("SPELREGLER_DEMO", default=bool(demo_today(HOME)))
"""Demo mode: anyone may log in as one of the cast. `doctor` fails a production set-up that has it on."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
