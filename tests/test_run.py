"""`run.py` stands up on a bare machine and says plainly why when it cannot."""

import os
import re
import shutil
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
PINNED_WHOLE = re.compile(r"^\S+==.*\n(?: +.*\n)*", re.MULTILINE)  # with all its hashes
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


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout's place for an environment that holds next to nothing."""
    pinned = tmp_path / "requirements"
    pinned.mkdir()
    shutil.copy(run.REQUIREMENTS / "boot.txt", pinned)
    builds = [
        block for block in PINNED_WHOLE.findall((run.REQUIREMENTS / "run.txt").read_text())
        if block.startswith("setuptools==")
    ]  # fmt: skip
    for group in ("run", "test"):
        (pinned / f"{group}.txt").write_text("".join(builds))
    monkeypatch.setattr(run, "REQUIREMENTS", pinned)
    monkeypatch.setattr(run, "VENV", tmp_path / "venv")
    monkeypatch.setattr(run, "STAMP", tmp_path / "venv" / "made-from.json")
    return tmp_path


def test_an_environment_is_made_once(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And again only when what it is made from has changed."""
    run.set_up("test")
    assert capsys.readouterr().out == "Setting up (test) ...\n"
    made = everything_in(bare)
    for group in ("test", "run"):
        run.set_up(group)
        assert capsys.readouterr().out == ""
    assert everything_in(bare) == made
    with (bare / "requirements" / "run.txt").open("a") as pinned:
        pinned.write("# something else\n")
    run.set_up("run")
    assert capsys.readouterr().out == "Setting up (test) ...\n"


def test_the_environment_s_own_python_finds_nothing_to_make_again() -> None:
    """Else whoever starts `run.py` by it takes the environment away beneath what runs there."""
    own = Path(sys.executable)
    say = "import run; print(run.inputs())"
    said = {
        subprocess.check_output([each, "-c", say], cwd=run.ROOT, text=True)
        for each in (own, own.resolve())
    }
    assert own != own.resolve()
    assert said == {f"{run.inputs()}\n"}


def everything_in(folder: Path) -> dict[Path, int]:
    """Each file, and when it was written."""
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_the_command_says_all_that_it_can_do(tmp_path: Path) -> None:
    lantern = Path(sys.executable).with_name("lantern")
    env = {**os.environ, "LANTERN_HOME": str(tmp_path)}
    said = subprocess.check_output([lantern, "--help"], env=env, text=True)
    ours = sorted((run.ROOT / "lantern").rglob("management/commands/[a-z]*.py"))
    assert len(ours) > 10
    for command in (path.stem.replace("_", " ") for path in ours):
        assert re.search(rf"^  lantern {command} +\S", said, re.MULTILINE), command


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
        assert re.split(r"[\[=>;]", requirement)[0] in pinned, requirement
        assert re.search(rf'^    "{re.escape(requirement)}", *# \S', words, re.MULTILINE), (
            requirement
        )
