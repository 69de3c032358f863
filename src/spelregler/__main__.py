"""`python -m spelregler` is the program `spelregler`."""

from spelregler.cli import main

main()
