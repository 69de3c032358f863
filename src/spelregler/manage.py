"""Django's own commands, for developers: `python -m spelregler.manage makemigrations`."""

import os
import sys


def main() -> None:
    """Run a Django command with the embedded settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spelregler.config.settings.embedded")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
