"""Reading the process environment. Fails loudly: a wrong value stops the start and says what to do."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from spelregler.domain import reading


class ConfigurationError(RuntimeError):
    """The environment holds a value that cannot be used."""


def env(name: str, default: str) -> str:
    """The variable, or the default where it is unset."""
    return os.environ.get(name, default)


def env_bool(name: str, *, default: bool) -> bool:
    """A yes or no; anything but 1/0/true/false/yes/no is refused."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in {"1", "true", "yes"}:
        return True
    if raw.lower() in {"0", "false", "no", ""}:
        return False
    raise ConfigurationError(f"{name}={raw!r}: write 1 or 0.")


def env_int(name: str, *, default: int) -> int:
    """A whole number, zero or more; anything else is refused."""
    raw = os.environ.get(name, "")
    if not raw:
        return default
    try:
        return reading.count(raw)
    except reading.Unreadable as error:
        raise ConfigurationError(f"{name}={raw[:60]!r}: write a whole number.") from error


def env_choice(name: str, choices: tuple[str, ...]) -> str:
    """One of a few words, the first where it is unset; anything else is refused."""
    raw = os.environ.get(name) or choices[0]
    if raw not in choices:
        raise ConfigurationError(f"{name}={raw!r}: write {' or '.join(choices)}.")
    return raw


def env_or_file(name: str) -> str:
    """What should not stand among the variables: the variable, or what the file that NAME_FILE points to holds."""
    if value := os.environ.get(name):
        return value
    file = os.environ.get(f"{name}_FILE")
    return _written_in(Path(file), way=f"{name}_FILE must name a text file with the value").strip() if file else ""


def _written_in(path: Path, *, way: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read ({error}): {way}.") from error


DATABASE = "spelregler.sqlite3"
"""The embedded database; beside it SQLite keeps files that begin with the same name."""
SECRETS = ("secret_key", "audit_key", "identity.toml")
FOLDER_MODE, FILE_MODE, OTHERS = 0o700, 0o600, 0o077


def home() -> Path:
    """The folder that holds everything the product writes; made if it does not exist, and kept from others."""
    folder = Path(os.environ.get("SPELREGLER_HOME") or Path.home() / ".spelregler").expanduser().resolve()
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    _close_to_others(folder)
    return folder


def _close_to_others(folder: Path) -> None:
    """Only the owner may; `doctor` tells what somebody else owns."""
    for path in open_to_others(folder):
        with suppress(OSError):
            path.chmod(FOLDER_MODE if path == folder else FILE_MODE)


def open_to_others(folder: Path) -> list[Path]:
    """The home, the database's files and the secrets in it, as far as others than the owner may read or write them."""
    kept = [folder, *(folder / name for name in SECRETS), *folder.glob(f"{DATABASE}*")]
    return [path for path in kept if _is_open(path)]


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False


def keep_from_others(*, connection: Any, **_: Any) -> None:
    """SQLite makes its file readable to all: as soon as it is opened it is its owner's, if it lies in a home."""
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and file.name == DATABASE:
        _close_to_others(file.parent)


def env_secret(name: str, *, folder: Path, file_name: str = "secret_key") -> str:
    """A secret from the variable, from the file that NAME_FILE points to, or made once and kept under HOME."""
    if given := env_or_file(name):
        return given
    kept = folder / file_name
    if not kept.exists():
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=f".{file_name}-") as made:
            made.write(secrets.token_urlsafe(50))
            made.flush()
            # A link is made whole or not at all: two workers never end up with different keys, nor with half of one.
            with suppress(FileExistsError):
                os.link(made.name, kept)
    way = "move it away, and run spelregler restore FILE --replace with the latest copy"
    written = _written_in(kept, way=way)
    if not written.strip():
        # What was cut short by a full disk would sign and seal with nothing.
        raise ConfigurationError(f"{kept} is empty: {way}.")
    return written


DEMO_MARK = "demo-today"


def demo_today(folder: Path) -> str:
    """The demo's fixed day, which `spelregler demo` leaves under HOME; empty where no demo was built."""
    mark = folder / DEMO_MARK
    return mark.read_text(encoding="utf-8").strip() if mark.exists() else ""


DEMO_CAST = "demo-cast.json"
"""What to try as each of the cast, which `spelregler demo` leaves beside the day: {code: {"sv": …, "en": …}}."""
