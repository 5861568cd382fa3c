"""`run.py` stands up on a bare machine and says plainly why when it cannot."""

import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import run

PINNED = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==(\S+)( ; .*)? \\\n( +--hash=sha256:[0-9a-f]{64})", re.MULTILINE
)
NAMED = re.compile(r"^([a-z0-9._-]+==)", re.MULTILINE)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that someone listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_said_before_anything_is_made(taken: int) -> None:
    command = [sys.executable, "run.py", "demo", "--port", str(taken), "--no-browser"]
    done = subprocess.run(command, cwd=run.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == run.CANNOT_START
    assert done.stderr.startswith(f"Port {taken} is in use")
    assert not done.stdout


def test_a_free_port_is_free(taken: int) -> None:
    assert run.is_free(0)
    assert not run.is_free(taken)
    assert not run.is_free(99_999)


@pytest.mark.parametrize("text", ["", "{", "[]x"])
def test_an_unfinished_environment_is_made_again(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = tmp_path / "made-from.json"
    stamp.write_text(text)
    monkeypatch.setattr(run, "STAMP", stamp)
    assert run.made_from() == {}


def test_the_launcher_needs_the_standard_library_alone() -> None:
    words = Path(run.__file__).read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", words, re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("name", ["boot", "run", "test"])
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    text = (run.REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    assert len(PINNED.findall(text)) == len(NAMED.findall(text)) > 0


def test_every_dependency_is_pinned_and_says_what_it_is_for() -> None:
    words = (run.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(words)
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["build"], *groups["test"]]
    pinned = {found[0] for found in PINNED.findall((run.REQUIREMENTS / "test.txt").read_text())}
    for requirement in asked:
        assert re.split(r"[\[=>]", requirement)[0] in pinned, requirement
        assert re.search(rf'^    "{re.escape(requirement)}", *# \S', words, re.MULTILINE), (
            requirement
        )
