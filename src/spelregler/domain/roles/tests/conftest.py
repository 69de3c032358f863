"""What the rules say is asked the same questions as the rest of the domain."""

from spelregler.domain.tests.conftest import whatever_is_said_is_whole

__all__ = ["whatever_is_said_is_whole"]
