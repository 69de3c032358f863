"""Several editors share out one committee frame at the same moment. Also run as a program, on a SQLite file."""

from __future__ import annotations

import sys
from threading import Barrier, Thread

EDITORS = 8
SHARE_TKR = 300


def race() -> tuple[list[str], int]:
    """Every editor gives one unit 300 of 1 000 tkr. Answers with each one's fate and the sum in the end."""
    from django.db import connection
    from django.db.models import Sum

    from spelregler.apps.frames.models import UnitFrame
    from spelregler.apps.frames.operations import FrameExceeded, set_unit_frame
    from spelregler.apps.frames.tests import small_town

    town = small_town.build()
    units = [town.unit(f"enhet-{number}") for number in range(EDITORS)]
    together, fates = Barrier(EDITORS), [""] * EDITORS

    def edit(number: int) -> None:
        together.wait()
        try:
            set_unit_frame(
                unit=units[number],
                committee_frame=town.frame,
                amount_ore=SHARE_TKR * small_town.TKR,
                decided_on=small_town.SHARED_OUT,
                who=small_town.WHO,
            )
            fates[number] = "given"
        except FrameExceeded:
            fates[number] = "refused"
        except Exception as error:  # a thread must tell, not die in silence
            fates[number] = repr(error)
        finally:
            connection.close()

    threads = [Thread(target=edit, args=(number,)) for number in range(EDITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(fates), UnitFrame.objects.aggregate(total=Sum("amount_ore"))["total"] // small_town.TKR


def main() -> None:
    """On a database of its own, which SPELREGLER_HOME names."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    sys.stdout.write(repr(race()))


if __name__ == "__main__":
    main()
