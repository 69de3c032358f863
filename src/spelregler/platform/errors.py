"""What every refusal in the product has in common. `config.error_mapping` alone turns these into responses."""

from __future__ import annotations

from spelregler.domain.errors import DomainError as DomainError  # the readers of `domain` refuse by the same


class Refused(DomainError):
    """The acting role may not do this. Shown with its clause and the right way; never with blame."""

    code = "role-refused"
    status = 403
    action = ""
    """The action that was asked for, where the role rules refused it; the trail tells which rules are met."""


class NotVisible(DomainError):
    """To this reader the thing does not exist."""

    code = "not-found"
    status = 404
