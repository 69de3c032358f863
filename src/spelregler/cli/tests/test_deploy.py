"""What `deploy/` says can be done: each unit is read, and each ExecStart is run with the production settings."""

from __future__ import annotations

import configparser
import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from spelregler.cli.tests.homes import environment_of
from spelregler.demo.tests.built import empty_home

pytestmark = pytest.mark.once
ROOT = Path(__file__).parents[4]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
PROGRAM = "/opt/spelregler/venv/bin/spelregler"
HOST = "spelregler.kommun.example"


def unit(name: str) -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(strict=False, inline_comment_prefixes=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(DEPLOY / "systemd" / name, encoding="utf-8")
    return read


def settings_file(home: Path, **more: str) -> dict[str, str]:
    """deploy/spelregler.env as the shell reads it, moved to the test's home and database."""
    command = f"set -a; . {DEPLOY / 'spelregler.env'}; env -0"
    told = subprocess.run(["sh", "-c", command], env={}, capture_output=True, text=True, check=True).stdout
    given = dict(each.split("=", 1) for each in told.split("\0") if each.startswith(("SPELREGLER_", "DJANGO_")))
    assert given["SPELREGLER_HOME"] == "/var/lib/spelregler"
    del given["SPELREGLER_HOME"], given["SPELREGLER_DATABASE_URL"]
    return environment_of(home, **given, **more)


def command_of(name: str, home: Path, port: int) -> list[str]:
    """The unit's ExecStart with the test's paths."""
    words = shlex.split(unit(name)["Service"]["ExecStart"])
    assert words[0] == PROGRAM
    moved = {"8000": str(port), "/var/backups/spelregler": str(home.parent)}
    return [sys.executable, "-m", "spelregler", *(moved.get(word, word) for word in words[1:])]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def started(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def ask(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    server.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = server.getresponse()
    return answer.status, answer.headers, answer.read()


def wait_until_ready(process: subprocess.Popen[bytes], port: int, path: str = "/halsa/klar/") -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stderr.read().decode()
        try:
            if ask(port, path)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{path} never answered 200")


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """An SQLite home, made."""
    return Path(shutil.copytree(empty_home(), tmp_path_factory.mktemp("deploy") / "home"))


def test_the_web_unit_serves_behind_a_proxy_with_production_settings(home):
    port = free_port()
    with started(command_of("spelregler.service", home, port), settings_file(home)) as web:
        wait_until_ready(web, port)
        assert ask(port, "/halsa/")[0] == 200
        status, headers, _ = ask(port, "/", Host=HOST)
        assert (status, headers["Location"]) == (301, f"https://{HOST}/")
        by_proxy = {"Host": HOST, "X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.1"}
        status, headers, _ = ask(port, "/konto/logga-in/", **by_proxy)
        assert status == 200
        assert headers["Strict-Transport-Security"]
        assert "__Host-spelregler-csrf" in str(headers)
        page = ask(port, "/tillganglighet/", **by_proxy)[2].decode()
        sheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
        assert ask(port, sheet, **by_proxy)[0] == 200
        assert ask(port, "/", Host="evil.example", X_Forwarded_Proto="https")[0] == 400
        probe = [sys.executable, "-m", "spelregler", "probe", "--port", str(port)]
        assert subprocess.run(probe, env=environment_of(home), capture_output=True, check=False).returncode == 0
        worker = subprocess.run([*probe, "--worker"], env=environment_of(home), capture_output=True, check=False)
        assert worker.returncode == 1
    lines = [json.loads(line) for line in web.stderr.read().decode().splitlines() if line.startswith("{")]
    paths = [line["path"] for line in lines if line["logger"] == "spelregler.request"]
    assert "/konto/logga-in/" in paths
    assert subprocess.run(probe, env=environment_of(home), capture_output=True, check=False).returncode == 1


def test_the_work_unit_works_and_ends_when_told(home):
    environment = settings_file(home)
    port = free_port()
    with (
        started(command_of("spelregler.service", home, port), environment) as web,
        started(command_of("spelregler-work.service", home, port), environment) as work,
    ):
        wait_until_ready(web, port, "/halsa/arbete/")
    assert (web.returncode, work.returncode) == (0, 0)


def test_the_backup_unit_makes_a_copy_and_its_timer_starts_it(home):
    made = subprocess.run(
        command_of("spelregler-backup.service", home, 0),
        env=settings_file(home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(made.stdout.strip()).is_file()
    assert unit("spelregler-backup.timer")["Timer"]["OnCalendar"]
    assert unit("spelregler-backup.service")["Service"]["Type"] == "oneshot"


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_each_service_runs_as_its_own_user_and_writes_only_its_own(path):
    service = unit(path.name)["Service"]
    assert service["User"] == "spelregler"
    assert service["EnvironmentFile"] == "/etc/spelregler/spelregler.env"
    assert service["StateDirectory"] == "spelregler"
    for name in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "LockPersonality"):
        assert service[name] == "yes", name
    assert (service["ProtectSystem"], service["CapabilityBoundingSet"]) == ("strict", "")


def test_the_command_on_the_machine_uses_the_services_settings(home, tmp_path):
    script = (DEPLOY / "spelregler").read_text()
    settings = tmp_path / "spelregler.env"
    settings.write_text(f"SPELREGLER_HOME='{home}'\nSPELREGLER_LANGUAGE=en\n")
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m spelregler "$@"\n')
    program.chmod(0o755)
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    moved = {"/etc/spelregler/spelregler.env": str(settings), PROGRAM: str(program), "user=spelregler": f"user={user}"}
    for old, new in moved.items():
        assert old in script
        script = script.replace(old, new)
    (tmp_path / "spelregler").write_text(script)
    command = ["sh", str(tmp_path / "spelregler"), "audit", "verify"]
    kept = environment_of(home)
    del kept["SPELREGLER_HOME"]
    told = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
    assert told.stdout.startswith("The chain is whole")


def containerfile() -> list[tuple[str, str]]:
    """The instructions: the word and the rest, with continued lines joined."""
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(None, 1)) for line in lines]  # type: ignore[misc]


def test_the_container_is_run_by_nobody_in_particular_and_probes_itself(home):
    told = containerfile()
    words = dict(told)
    assert words["USER"].isdecimal()
    assert int(words["USER"]) > 0
    copied = [each.split()[:-1] for word, each in told if word == "COPY" and "--from" not in each]
    assert all((ROOT / path).exists() for paths in copied for path in paths)
    variables = dict(each.split("=", 1) for each in words["ENV"].split())
    port = free_port()
    command = [port_of(word, port) for word in json.loads(words["CMD"])]
    probe = [port_of(word, port) for word in json.loads(words["HEALTHCHECK"].split("CMD", 1)[1])]
    environment = environment_of(home, **{name: variables[name] for name in variables if name.startswith("DJANGO")})
    environment["SPELREGLER_HOSTS"] = HOST
    as_here = [sys.executable, "-m", "spelregler"]
    with started([*as_here, *command[1:]], environment) as served:
        wait_until_ready(served, port, "/halsa/arbete/")
        asked = subprocess.run([*as_here, *probe[1:]], env=environment, capture_output=True, text=True, check=False)
        assert asked.returncode == 0, asked.stderr
        second = subprocess.run([*as_here, *command[1:]], env=environment, capture_output=True, text=True, check=False)
        assert second.returncode == 2
        assert "svarar redan ett annat program" in second.stderr
        killed = children_of(served.pid)
        assert len(killed) == 3  # two that serve, and one that works
        for child in killed:
            os.kill(child, signal.SIGKILL)
        wait_until(lambda: len(children_of(served.pid) - killed) == 3)
        wait_until_ready(served, port)
        wait_until_ready(served, port, "/halsa/arbete/")
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: ")  # somebody who never says the rest hinders no stop
            told = time.monotonic()
            served.terminate()
            served.wait(timeout=60)
            assert time.monotonic() - told < 20  # ten seconds, on a machine that is busy with nothing else


def children_of(pid: int) -> set[int]:
    told = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(child) for each in told for child in each.read_text().split()}


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def port_of(word: str, port: int) -> str:
    return str(port) if word == "8000" else word


def test_the_steps_of_the_container_install_what_the_lock_says(tmp_path):
    steps = [each for word, each in containerfile() if word == "RUN"]
    assert steps[0] == "python -m venv /opt/spelregler/venv"
    assert "--require-hashes" in steps[1]
    assert "-r requirements.txt" in steps[1]
    assert steps[2].endswith("--no-deps .")


def test_the_proxy_replaces_what_a_visitor_says_of_themselves():
    text = (DEPLOY / "nginx" / "spelregler.conf").read_text()
    assert text.count("{") == text.count("}")
    for line in ("Host $host;", "X-Forwarded-For $remote_addr;", "X-Forwarded-Proto $scheme;"):
        assert f"proxy_set_header {line}" in text
    assert "SPELREGLER_PROXIES=1" in (DEPLOY / "spelregler.env").read_text()
    assert os.access(DEPLOY / "spelregler", os.X_OK)
