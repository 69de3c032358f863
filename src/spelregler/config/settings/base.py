"""Every setting of the product, read from top to bottom. `embedded`, `production` and `test` change a few lines."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.db.backends.signals import connection_created

from spelregler.config.environment import (
    DATABASE,
    DEMO_CAST,
    demo_today,
    env,
    env_bool,
    env_choice,
    env_int,
    env_or_file,
    env_secret,
    home,
    keep_from_others,
)
from spelregler.config.identity_file import read_identity
from spelregler.config.mail_address import read_mail
from spelregler.platform.logs import configuration as log_configuration

HOME = home()
"""The folder that holds everything the product writes (SPELREGLER_HOME)."""

PACKAGE_ROOT = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = env_secret("SPELREGLER_SECRET_KEY", folder=HOME)
SPELREGLER_AUDIT_KEY = env_secret("SPELREGLER_AUDIT_KEY", folder=HOME, file_name="audit_key")
"""What the rows of the audit trail are sealed with; the key above may be changed, this one not. Earlier ones follow."""
ALLOWED_HOSTS = env("SPELREGLER_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env("SPELREGLER_ORIGINS", "").split(",") if origin]

SPELREGLER_ADDRESS = env("SPELREGLER_ADDRESS", (CSRF_TRUSTED_ORIGINS or ["http://127.0.0.1:8000"])[0]).rstrip("/")
"""Where people find the pages: what a link begins with that a command prints, mails or puts in a letter."""

INSTALLED_APPS = [
    "spelregler.platform.accounts",
    "spelregler.platform.accounts.oidc",
    "spelregler.platform.accounts.saml",
    "spelregler.platform.attachments",
    "spelregler.platform.audit",
    "spelregler.platform.mail",
    "spelregler.platform.search",
    "spelregler.platform.sending",
    "spelregler.apps.acting",
    "spelregler.apps.organisation",
    "spelregler.apps.decisions",
    "spelregler.apps.registry",
    "spelregler.apps.meetings",
    "spelregler.apps.delegation",
    "spelregler.apps.control",
    "spelregler.apps.goals",
    "spelregler.apps.comparison",
    "spelregler.apps.frames",
    "spelregler.apps.autonomy",
    "spelregler.apps.followup",
    "spelregler.apps.evaluation",
    "spelregler.apps.knowledge",
    "spelregler.apps.policy",
    "spelregler.apps.archive",
    "spelregler.apps.identity",
    "spelregler.apps.notices",
    "spelregler.apps.start",
    "spelregler.apps.home",
    "spelregler.apps.help",
    "spelregler.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    # Work in the background, in the database that is there anyway (ADR 29).
    "django_tasks",
    "django_tasks_db",
    # Signing in (ADR 16): local accounts, second steps, sessions.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
]

MIDDLEWARE = [
    "spelregler.config.middleware.RequestIdMiddleware",
    "spelregler.config.probes.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Before the static files, which answer for themselves.
    "csp.middleware.CSPMiddleware",
    "spelregler.config.middleware.StaticFilesMiddleware",
    "spelregler.config.crowding.TurnsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "spelregler.config.middleware.LanguageMiddleware",
    "spelregler.config.storable.StorableMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "spelregler.config.middleware.PrivateMiddleware",
    "spelregler.platform.accounts.middleware.SessionEndMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "spelregler.platform.accounts.middleware.SecondStepMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "spelregler.config.middleware.ActingRoleMiddleware",
    "spelregler.config.lost_session.LostSessionMiddleware",
    "spelregler.config.sending.SentOnceMiddleware",
    "spelregler.config.middleware.FreshFindingsMiddleware",
    "spelregler.config.error_mapping.DomainErrorMiddleware",
    # Next to the view: whatever answers a page's refusal answers that of its table.
    "spelregler.config.saved_tables.SavedTablesMiddleware",
]

ROOT_URLCONF = "spelregler.config.urls"
WSGI_APPLICATION = "spelregler.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            # Every form that stores gets a one-time token with its csrf_token (ADR 43).
            "builtins": ["spelregler.ui.templatetags.sending"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "spelregler.apps.identity.context.page_of_the_library",
                "spelregler.apps.help.context.help_on_page",
            ],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """Read a database address; without one the embedded SQLite file under HOME is used.

    SQLite runs in WAL mode and takes its write lock when a transaction begins, so that fifty writers wait for each
    other in turn instead of failing half-way. They wait as long as the largest file takes to try: it holds the lock.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / DATABASE,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 90,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    # What stands after ? is PostgreSQL's own (sslmode, sslrootcert, connect_timeout …) and goes on to it as it is.
    options: dict[str, object] = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    told = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or options.pop("port", "")),
    }
    if SPELREGLER_THREADS:
        # A web server's process: so many connections and no more, kept open and tried before they are used.
        options["pool"] = {"min_size": 1, "max_size": SPELREGLER_THREADS, "timeout": 5}
        told["CONN_HEALTH_CHECKS"] = True
    return {**told, "OPTIONS": options}


SPELREGLER_THREADS = env_int("SPELREGLER_THREADS", default=0)
"""How many requests each process answers at once; `serve` sets it, and for all else it is 0."""
DATABASES = {"default": database(env("SPELREGLER_DATABASE_URL", ""))}
connection_created.connect(keep_from_others, dispatch_uid="keep-from-others")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CACHES = {
    "default": {
        # Counts failed sign-ins and used codes, so every process must see the same and nothing may be pushed out.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# Signing in (ADR 16, docs/security/asvs.md).
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "spelregler.platform.accounts.validators.OwnWordsValidator"},
]
SPELREGLER_PASSWORD_WORDS = ["spelregler", "kommun", "lösenord", "losenord", "sommar", "vinter", "password"]
"""Words that everybody would guess here; add the municipality's own."""
PASSWORD_RESET_TIMEOUT = 24 * 3600
SPELREGLER_LETTER_DAYS = env_int("SPELREGLER_LETTER_DAYS", default=14)
"""How long the one-time link in a printed letter works."""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# What a page says once is about somebody's work, and so stays on the server.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "spelregler.config.forged.failed"
LANGUAGE_COOKIE_AGE = 365 * 86_400
SESSION_COOKIE_AGE = 3600 * env_int("SPELREGLER_SESSION_HOURS", default=7 * 24)
"""However much it is used, a session ends after this."""
SPELREGLER_SESSION_IDLE_SECONDS = 60 * env_int("SPELREGLER_SESSION_IDLE_MINUTES", default=8 * 60)
"""Not used for this long, a session ends."""

ACCOUNT_ADAPTER = "spelregler.platform.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("SPELREGLER_PROXIES", default=0)
"""How many proxies of one's own stand in front; with a wrong number, rate limits see the proxy, not the visitor."""

MFA_ADAPTER = "spelregler.platform.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Spelregler"
MFA_TOTP_TOLERANCE = 0
MFA_ALLOW_UNVERIFIED_EMAIL = True
SPELREGLER_SECOND_STEP = env_bool("SPELREGLER_SECOND_STEP", default=False)
"""Whether everyone with a password must also have a second step; on in production."""
SPELREGLER_OPEN_WITHOUT_SECOND_STEP = ("/konto/", "/logga-ut/", "/sprak/", "/static/", "/tillganglighet/", "/hjalp/")

IDENTITY_FILE = Path(env("SPELREGLER_IDENTITY", str(HOME / "identity.toml")))
IDENTITY = read_identity(IDENTITY_FILE)
"""The municipality's own sign-in, described in a file (help: Inloggning)."""
SOCIALACCOUNT_ADAPTER = "spelregler.platform.accounts.adapters.MunicipalAdapter"
SOCIALACCOUNT_PROVIDERS = IDENTITY.providers
SPELREGLER_MATCH_BY = IDENTITY.match_by
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False

# Mail by SMTP (help: E-post). Without an address of a server nothing is sent, and nothing offers to.
MAIL = read_mail(env_or_file("SPELREGLER_MAIL_URL"), sender=env("SPELREGLER_MAIL_FROM", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.sender else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "smtp+starttls"
EMAIL_TIMEOUT = 20
SPELREGLER_MAIL_FROM = DEFAULT_FROM_EMAIL = MAIL.sender

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
        "base-uri": ["'none'"],
        # Signing in at the municipality's own provider begins with a form of ours that leads there.
        "form-action": ["'self'", *IDENTITY.origins],
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
SPELREGLER_BASES = PACKAGE_ROOT / "policies" / "base"
"""The product's own part of every rule book, one folder per version (ADR 49)."""
SPELREGLER_PACKAGE = env("SPELREGLER_PACKAGE", "oxelosund")
"""The package whose role rules hold before any adoption is registered."""
SPELREGLER_TODAY = env("SPELREGLER_TODAY", demo_today(HOME))
"""A fixed day instead of the clock's, for the demo; empty in use."""
SPELREGLER_PRODUCTION = False
"""Set by the production settings; `doctor` then asks for more."""
SPELREGLER_CAST = HOME / DEMO_CAST
"""The file that says what to try as each of the demo's cast."""
SPELREGLER_KOLADA_URL = env("SPELREGLER_KOLADA_URL", "https://api.kolada.se/v3/")
"""The server that comparisons are fetched from (help: Hämta från Kolada)."""
SPELREGLER_KOLADA_DAYS = env_int("SPELREGLER_KOLADA_DAYS", default=7)
"""How many days pass between two fetches; `spelregler kolada sync --due` does nothing before that."""
SPELREGLER_DEMO = env_bool("SPELREGLER_DEMO", default=bool(demo_today(HOME)))
"""Demo mode: anyone may log in as one of the cast. `doctor` fails a production set-up that has it on."""

SPELREGLER_SCAN_COMMAND = env("SPELREGLER_SCAN_COMMAND", "")
"""The virus scanner that is asked about each attached file, its path last; empty for none (help: Filer som bifogas)."""

SPELREGLER_METRICS_KEY = env_or_file("SPELREGLER_METRICS_KEY")
"""Who holds it reads measured values at /matvarden/; without it nothing is measured (help: Se hur den mår)."""

LOGGING = log_configuration(env_choice("SPELREGLER_LOG", ("text", "json")))
"""To standard error; `json` is one object per line, with a line for each request and work."""
