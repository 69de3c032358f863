"""The actions of this room, as the package's role rules name them."""

from __future__ import annotations

from enum import StrEnum

from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with the ledger, and who sees what is behind a unit's outcome."""

    IMPORT_LEDGER = "enter_measurements:execute"
    SEE_VOUCHERS = "move_money_inside_unit_frame:read"


VOUCHERS = "vouchers"
"""What the role rules call the voucher rows behind a unit's outcome."""
LEDGER = Resource(kind="ledger", id="ledger", subject="ledger")
"""The municipality's books as a whole."""
