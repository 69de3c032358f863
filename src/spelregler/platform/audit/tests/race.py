"""Many writers write the trail at the same moment, every third rolled back. Also run as a program, on a SQLite file."""

from __future__ import annotations

import sys
from threading import Barrier, Thread

WRITERS, ACTS = 8, 12
KEPT = WRITERS * ACTS * 2 // 3
EXPECTED = ([], KEPT, KEPT, KEPT, [], [])


def race() -> tuple[list[str], int, int, int, list[str], list[str]]:
    """Faults, rows, the last number, lines outside; and what verification finds and remarks: nothing."""
    from django.db import connection, transaction

    from spelregler.platform.audit import heads
    from spelregler.platform.audit.operations import Who, record
    from spelregler.platform.audit.verification import verify

    together, faults = Barrier(WRITERS), []

    def write(writer: int) -> None:
        together.wait()
        try:
            for number in range(ACTS):
                with transaction.atomic():
                    record(who=Who(name=f"Skribent {writer}", role="SE"), act="act", subject=str(number))
                    transaction.set_rollback(number % 3 == 0)
        except Exception as error:  # a thread must tell, not die in silence
            faults.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = verify()
    told = (found.rows, found.checkpoint.count, len(list(heads.noted())))
    return faults, *told, [flaw.words.en for flaw in found.flaws], [remark.words.en for remark in found.remarks]


def main() -> None:
    """On a database of its own, which SPELREGLER_HOME names."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    sys.stdout.write(repr(race()))


if __name__ == "__main__":
    main()
