"""One machine, nothing else installed: SQLite under SPELREGLER_HOME, served by the product itself."""

from spelregler.config.settings.base import *  # noqa: F403
