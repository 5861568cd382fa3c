"""The tests find a browser, install one where they may, or say the one missing command."""

import os
from pathlib import Path

import pytest

from tests import browser


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the programs of a machine are that has neither browser nor poppler, nor root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return tmp_path


def has(machine: Path, program: str, does: str = "") -> None:
    (machine / program).write_text(f"#!/bin/sh\n{does}\n")
    (machine / program).chmod(0o755)


@pytest.mark.parametrize("tool", browser.INSTALLS)
def test_without_a_browser_the_one_missing_command_is_said(tool: str, machine: Path) -> None:
    has(machine, tool)
    with pytest.raises(browser.NoBrowser) as ended:
        browser.found()
    command = str(ended.value).splitlines()[-1].split()
    assert command[:1] == [tool] or command[:2] == ["sudo", tool]
    assert {"chromium", "google-chrome"} & set(command)
    assert any(word.startswith("poppler") for word in command)


def test_where_nothing_installs_programs_it_is_said_how_to_name_them(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(browser.NoBrowser, match="CHROMIUM="):
        browser.found()
    has(machine, "pdftoppm")
    monkeypatch.setenv("CHROMIUM", "/opt/mine/chromium")
    assert browser.found() == "/opt/mine/chromium"


SMALLER, WHOLE = "chromium-headless-shell poppler-utils", "chromium poppler-utils"
INSTALL = "install -y --no-install-recommends "


@pytest.mark.parametrize(
    ("has_already", "debian_has", "asked_for"),
    [
        ((), SMALLER, (SMALLER,)),
        ((), WHOLE, (SMALLER, WHOLE)),
        (("chromium", "pdftoppm"), SMALLER, (SMALLER,)),
        (("chromium", "pdftoppm"), "", (SMALLER,)),
        (("chromium-headless-shell", "pdftoppm"), "", ()),
    ],
)
def test_as_root_on_debian_it_installs_both_by_itself(
    has_already: tuple[str, ...],
    debian_has: str,
    asked_for: tuple[str, ...],
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The browser without a screen where Debian has it; what is there already where it has none."""
    asked = as_root_on_debian(machine, monkeypatch, installs=debian_has)
    for each in has_already:
        has(machine, each)
    found = (debian_has.split() or has_already)[0]
    assert browser.found() == str(machine / found)
    lines = asked.read_text().splitlines() if asked.exists() else []
    tries = [line.partition(INSTALL)[2] for line in lines if INSTALL in line]
    assert tries == list(asked_for)
    assert not lines or lines[0].endswith("update")


def test_on_debian_without_a_network_the_missing_command_is_said(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root_on_debian(machine, monkeypatch, installs="")
    with pytest.raises(browser.NoBrowser, match=WHOLE):
        browser.found()


def as_root_on_debian(machine: Path, monkeypatch: pytest.MonkeyPatch, *, installs: str) -> Path:
    """A Debian that has these packages alone, or none; gives the file of what was asked of apt."""
    asked, debian = machine / "asked", machine / "debian_version"
    debian.touch()
    monkeypatch.setattr(browser, "DEBIAN", debian)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    name = (installs.split() or ["none"])[0]
    has(machine, "apt-get", f"""echo "$@" >> {asked}
        case "$*" in *" {installs or "none"}")
        for each in {name} pdftoppm; do /bin/cp "$0" {machine}/$each; done;;
        *) exit 100;; esac""")  # fmt: skip
    return asked
