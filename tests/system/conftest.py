"""A real server, a real Chromium. The demo is built by the program itself, as its user would."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from spelregler.demo.tests.built import built_home

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The browser that the system has."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the program is started with: a home of its own with the demo, on SQLite."""
    home = Path(shutil.copytree(built_home(), tmp_path_factory.mktemp("server") / "home"))
    environment = {**os.environ, "SPELREGLER_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    for name in ("DJANGO_SETTINGS_MODULE", "SPELREGLER_DATABASE_URL"):
        environment.pop(name, None)
    return environment


@pytest.fixture(scope="session")
def program(environment: dict[str, str], address: str) -> Callable[..., str]:
    """Run a command of the program beside the server that is running, as an administrator does."""

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "spelregler", *words]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()

    return run


@pytest.fixture(scope="session")
def address(environment: dict[str, str]) -> Iterator[str]:
    """The demo, served as `make run` does where it is built already."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(environment["SPELREGLER_HOME"])
    program = [sys.executable, "-m", "spelregler"]
    log = (home / "server.log").open("w")
    server = subprocess.Popen([*program, "demo", "--port", str(port)], env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, server, home / "server.log")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise AssertionError(f"the server stopped: {log.read_text()}")
        try:
            urllib.request.urlopen(url, timeout=5)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError(f"the server did not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it the browser stories are skipped, except in CI where nothing is skipped."""
    found = chromium()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium")
        pytest.skip("Chromium is not installed: the browser stories are skipped")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=found, args=FLAGS)


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh visitor; what the browser complains about (also the content security policy) fails the story."""
    options: dict[str, Any] = getattr(request, "param", {})
    context = browser.new_context(base_url=address, locale="sv-SE", **options)
    visitor = context.new_page()
    complaints: list[str] = []
    visitor.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    visitor.on("pageerror", lambda error: complaints.append(str(error)))
    yield visitor
    context.close()
    assert [each for each in complaints if "Failed to load resource" not in each] == []
