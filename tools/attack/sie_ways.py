"""The fast way through a SIE file and the careful way, held against each other on files damaged at random.

    python tools/attack/sie_ways.py --files 50000 --seconds 300

Rows and heads of vouchers get characters put in, taken away or put in others' places. What either way reads, sums,
remarks or refuses must be the same to the word. Nothing is written. The exit code is 1 when a file was read in two
ways; its bytes are printed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from spelregler.exchange.sie.tests.test_sie import HEAD, all_of, carefully

ROWS = (
    '  #TRANS "6010" {1 "1110" 20 430} -12.50 20260131 "Hyra, lokal" 2 AB',
    "#TRANS 5010 {} 1.00",
    '#TRANS 5010 {1 "0123"} "10.50" "" "a b"',
    '#TRANS 1930 {1 A 6 "P 1"} -10 20260101',
)
HEADS = ('#VER "A" 1 "20260115" "Hyra" 20260116 "AB"', "#VER A 1 20260105", '#VER "" "" 20260105 "x y"')
SIGNS = '"" \t{}\\-.#,0123å\r'


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--files", type=int, default=50_000)
    asked.add_argument("--seconds", type=float, default=300)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    chance, ends, read, tried = random.Random(said.seed), time.monotonic() + said.seconds, 0, 0
    while tried < said.files and time.monotonic() < ends:
        data = made(chance)
        by_fast = all_of(data)
        with carefully():
            by_careful = all_of(data)
        tried, read = tried + 1, read + (not isinstance(by_fast, str))
        if by_fast != by_careful:
            sys.stdout.write(f"read in two ways: {data!r}\n{by_fast}\n{by_careful}\n")
            return 1
    sys.stdout.write(f"{tried} files, {read} of them read and the others refused: both ways alike\n")
    return 0


def made(chance: random.Random) -> bytes:
    """A file with one voucher, damaged here and there; every other one under a checksum."""
    rows = [damaged(chance.choice(ROWS), chance) for _row in range(chance.randrange(1, 4))]
    text = "\n".join((damaged(chance.choice(HEADS), chance), "{", *rows, "}", ""))
    return HEAD + (f"#KSUMMA\n{text}#KSUMMA 1\n" if chance.random() < 0.5 else text).encode("cp437")


def damaged(line: str, chance: random.Random) -> str:
    """A few signs put in, taken away or put in others' places."""
    for _time in range(chance.choice((0, 1, 1, 2, 3))):
        at = chance.randrange(len(line) + 1)
        put = "".join(chance.choice(SIGNS) for _sign in range(chance.randrange(4)))
        line = line[:at] + put + line[at + chance.randrange(5) :]
    return line


if __name__ == "__main__":
    sys.exit(main())
