"""Behind HTTPS, usually on PostgreSQL (SPELREGLER_DATABASE_URL)."""

from spelregler.config.environment import env_bool, env_int
from spelregler.config.settings.base import *  # noqa: F403

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-spelregler-language"
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SPELREGLER_PRODUCTION = True
# Whatever the environment says: nobody may be someone else here. `doctor` says if the environment asks for it.
SPELREGLER_DEMO = False
# The prefix makes the browser refuse a cookie that another host or an unencrypted page tries to set.
SESSION_COOKIE_NAME = "__Host-spelregler"
CSRF_COOKIE_NAME = "__Host-spelregler-csrf"
SESSION_COOKIE_AGE = 3600 * env_int("SPELREGLER_SESSION_HOURS", default=10)
SPELREGLER_SESSION_IDLE_SECONDS = 60 * env_int("SPELREGLER_SESSION_IDLE_MINUTES", default=60)
SPELREGLER_SECOND_STEP = env_bool("SPELREGLER_SECOND_STEP", default=True)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
