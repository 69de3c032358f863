"""Fifty register a case in the same series at the same moment. Also run as a program, on a SQLite file."""

from __future__ import annotations

import sys
from threading import Barrier, Thread

REGISTRARS = 50
EXPECTED = ([""] * REGISTRARS, [*range(1, REGISTRARS + 1)], REGISTRARS)


def fifty() -> tuple[list[str], list[int], int]:
    """How each one ended (nothing went wrong), the running numbers that were given, and how many numbers differ."""
    from django.db import connection

    from spelregler.apps.registry.models import CaseFile
    from spelregler.apps.registry.tests import small_hall

    hall = small_hall.build()
    together, fates = Barrier(REGISTRARS), [""] * REGISTRARS

    def register(number: int) -> None:
        together.wait()
        try:
            hall.case(title=f"Ärende {number}")
        except Exception as error:  # a thread must tell, not die in silence
            fates[number] = repr(error)
        finally:
            connection.close()

    threads = [Thread(target=register, args=(number,)) for number in range(REGISTRARS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = CaseFile.objects.order_by("running").values_list("running", flat=True)
    return fates, [*numbers], CaseFile.objects.values("number").distinct().count()


def main() -> None:
    """On the empty database that SPELREGLER_HOME names."""
    import django

    django.setup()
    sys.stdout.write(repr(fifty()))


if __name__ == "__main__":
    main()
