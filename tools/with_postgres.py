"""Start a PostgreSQL cluster of our own, run the given command against it, and stop it.

The cluster lives in a temporary folder and listens on a Unix socket there only. `initdb` refuses to run as root,
so as root the programs run as the user `postgres` (or `nobody`). Without PostgreSQL's programs this says so and
succeeds, except in CI where nothing may be skipped.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def server_programs() -> Path | None:
    """The newest folder that holds initdb and pg_ctl."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    if found:
        return Path(found[-1]).parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def unprivileged() -> list[str]:
    """The prefix that runs a program as someone other than root."""
    if os.getuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return ["setpriv", f"--reuid={name}", "--clear-groups", "--"]
    return []


def main() -> int:
    """Run the command in sys.argv with SPELREGLER_DATABASE_URL pointing to the temporary cluster."""
    programs = server_programs()
    if programs is None:
        print("SKIPPED: the PostgreSQL run, because no PostgreSQL server programs were found on this machine.")
        return 1 if os.environ.get("CI") else 0
    folder = Path(tempfile.mkdtemp(prefix="spelregler-pg-", dir="/tmp"))
    prefix = unprivileged()
    if prefix:
        user = prefix[1].partition("=")[2]
        shutil.chown(folder, user)
    data = folder / "data"
    run = lambda *command: subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: E731
    try:
        run(
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "spelregler",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        hasty = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off"
        options = f"-k {folder} -c listen_addresses='' {hasty} -c max_connections=100"
        run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        environment = {
            **os.environ,
            "SPELREGLER_DATABASE_URL": f"postgresql://spelregler@/postgres?host={folder}",
        }
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    finally:
        subprocess.run(
            [*prefix, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
            check=False,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
