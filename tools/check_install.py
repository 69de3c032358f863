"""Prove that the locks and the package install on a bare machine, today and after the next release of any dependency.

    python tools/check_install.py           everything, a minute or two
    python tools/check_install.py --locks   the two lock files only

The oldest pip that Python 3.11 brings (22.3) installs both locks into an empty environment, and once more from a local
folder in which every package also has a made-up newer version: a pin that does not hold is refused there today instead
of on a user's machine tomorrow. Then the product is built, installed without the locks, and its demo built and served.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST_PIP = "22.3"
LOCKS = ("requirements.txt", "requirements-dev.txt")
LEFT_OUT = ("/tests/", "bench/", "tools/")
"""What is for those who build the product, not for those who use it."""
LOCKED = ("--require-hashes", "--only-binary", ":all:")
AS_IT_IS = "--no-compile"
"""What is not run need not be compiled; what is run compiles itself."""


class Refused(Exception):
    """Something does not install; the words say what."""


def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> str:
    """Run a program; what it printed, or a refusal with its last lines."""
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "DJANGO_SETTINGS_MODULE")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
        raise Refused(f"{' '.join(str(part) for part in command)}\n{tail}")
    return done.stdout


class Environment:
    """An empty environment with the oldest pip."""

    def __init__(self, folder: Path, wheels: Path | None = None) -> None:
        self.folder, self.python = folder, folder / "bin" / "python"
        run(sys.executable, "-m", "venv", folder)
        offline = ("--no-index", "--find-links", wheels) if wheels else ()
        self.pip("install", *offline, f"pip=={OLDEST_PIP}")

    def pip(self, *arguments: str | Path, cwd: Path | None = None) -> str:
        """Ask the environment's own pip."""
        return run(self.python, "-m", "pip", "--disable-pip-version-check", "-q", *arguments, cwd=cwd)

    def program(self, *arguments: str, home: Path) -> str:
        """Run the installed `spelregler`, far from the source."""
        return run(self.folder / "bin" / "spelregler", *arguments, cwd=home, SPELREGLER_HOME=str(home))


def make_newer(wheels: Path, folder: Path) -> None:
    """A made-up next version of every package, inside the bounds that others set for it; nothing in it."""
    folder.mkdir()
    for name, version in {tuple(wheel.name.split("-")[:2]) for wheel in wheels.glob("*.whl")}:
        newer = f"{version}.1" if version.replace(".", "").isdigit() else f"{version}1"
        info = f"{name}-{newer}.dist-info"
        with zipfile.ZipFile(folder / f"{name}-{newer}-py3-none-any.whl", "w") as made:
            made.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {newer}\n")
            made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            made.writestr(f"{info}/RECORD", "")


def check_locks(work: Path) -> tuple[Environment, Path]:
    """Both locks with the oldest pip: fetched, tried where everything has a newer version, and installed."""
    wheels, newer = work / "wheels", work / "newer"
    environment = Environment(work / "locked")
    environment.pip("download", "--no-deps", "-d", wheels, f"pip=={OLDEST_PIP}")
    for lock in LOCKS:
        environment.pip("download", *LOCKED, "-r", ROOT / lock, "-d", wheels)
    make_newer(wheels, newer)
    here = ("--no-index", "--find-links", wheels)
    for lock in LOCKS:
        environment.pip("install", *LOCKED, *here, "--find-links", newer, "--dry-run", "-r", ROOT / lock)
        environment.pip("install", AS_IT_IS, *LOCKED, *here, "-r", ROOT / lock)
        print(f"{lock}: pip {OLDEST_PIP} installs it, also where every package has a newer version.")
    run(environment.python, "-m", "pip", "check")
    return environment, wheels


def copy_of_source(folder: Path) -> Path:
    """What a release would hold: the files that git knows, so that building leaves nothing in the checkout."""
    for name in run("git", "ls-files", "-z", cwd=ROOT).split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def check_wheel(locked: Environment, source: Path, work: Path) -> Path:
    """The wheel holds what the product needs, and nothing that only its builders need."""
    run(locked.python, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", work / "built", source)
    (wheel,) = (work / "built").glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    outside = [name for name in inside if any(part in f"/{name}" for part in LEFT_OUT)]
    if outside:
        raise Refused(f"The wheel holds what users do not need: {sorted(outside)[:5]}")
    wanted = {
        str(path.relative_to(source / "src"))
        for path in (source / "src").rglob("*")
        if path.is_file() and "tests" not in path.parts and "theme" not in path.parts
    }
    if missing := {name for name in wanted - inside if "egg-info" not in name}:
        raise Refused(f"The wheel lacks: {sorted(missing)[:5]}")
    print(f"{wheel.name}: {len(inside)} files, everything that runs and no tests.")
    return wheel


def check_demo(environment: Environment, home: Path) -> None:
    """The demo is built and served by what was installed: a page, and the style sheet that it names."""
    home.mkdir()
    environment.program("demo", "--no-serve", home=home)
    port = free_port()
    serving = subprocess.Popen(
        [environment.folder / "bin" / "spelregler", "serve", "--port", str(port), "--no-work", "--workers", "1"],
        cwd=home,
        env={"PATH": os.environ["PATH"], "SPELREGLER_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = fetch(f"http://127.0.0.1:{port}/policyn/")
        style = re.search(r'href="(/static/[^"]+\.css[^"]*)"', page)
        if "MR" not in page or style is None:
            raise Refused("The installed product answers, but not with the policy and its look.")
        fetch(f"http://127.0.0.1:{port}{style[1]}")
    finally:
        serving.terminate()
        serving.wait(timeout=20)
    print("The wheel's demo is built and served.")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def fetch(address: str, *, patience: float = 300) -> str:
    """The page, once the server has begun to answer: where everything else is asked beside it, that takes its time."""
    until = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError as error:
            if time.monotonic() > until:
                raise Refused(f"{address}: {error}") from error
            time.sleep(0.2)


def main(arguments: list[str]) -> int:
    """Everything, or the locks only."""
    work = Path(tempfile.mkdtemp(prefix="spelregler-install-"))
    try:
        locked, wheels = check_locks(work)
        if "--locks" in arguments:
            return 0
        source = copy_of_source(work / "source")
        wheel = check_wheel(locked, source, work)
        locked.pip("install", AS_IT_IS, "--no-deps", "--no-index", wheel)
        check_demo(locked, work / "home")
        plain = Environment(work / "plain", wheels)
        plain.pip("install", AS_IT_IS, "--no-index", "--find-links", wheels, source)
        print("pip install . in an empty environment:", plain.program("--version", home=work).strip())
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
