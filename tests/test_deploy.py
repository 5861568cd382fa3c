"""What docs/running.md and deploy/ start is there, and takes what it is given."""

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
INSTALLED = "/opt/lantern"
SETTING = re.compile(r"\b(?:LANTERN_[A-Z_]+[A-Z]|DATABASE_URL)\b")
OF_A_PROVIDER = re.compile(  # named after a word of the school's own: single_sign_on.py
    r"LANTERN_OIDC(_[A-Z]+_(SERVER|CLIENT|SECRET|NAME|DOMAINS|SECOND_FACTOR))?"
)
READ = re.compile(r"""(?:text|flag|day)\(\s*["']([A-Z_]+)["']""")


class Unit(configparser.RawConfigParser):
    """A systemd unit; its keys keep their capitals."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def read(unit: Path) -> Unit:
    found = Unit(strict=True)
    found.read(unit, encoding="utf-8")
    return found


def takes(words: list[str]) -> bool:
    """Whether `lantern` has that command, with those options."""
    commands = get_commands()
    name, rest = ("_".join(words[:2]), words[2:])
    if name not in commands:
        name, rest = words[0], words[1:]
    app = commands[name]
    assert isinstance(app, str)
    load_command_class(app, name).create_parser("lantern", name).parse_args(rest)
    return app.startswith("lantern.")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_starts_what_there_is(unit: Path) -> None:
    service = read(unit)["Service"]
    program, *words = shlex.split(service["ExecStart"])
    assert program == f"{INSTALLED}/.venv/bin/lantern"
    assert takes(words)
    assert (service["User"], service["UMask"]) == ("lantern", "0077")
    assert service["EnvironmentFile"] == "/etc/lantern/lantern.env"


def test_what_there_is_not_is_found() -> None:
    with pytest.raises(KeyError):
        takes(["bakcup"])
    with pytest.raises(Exception, match="unrecognized arguments"):
        takes(["backup", "--kepe", "3"])


def test_each_timer_has_its_service() -> None:
    timers = [unit for unit in UNITS if unit.suffix == ".timer"]
    assert timers
    assert all(timer.with_suffix(".service").exists() for timer in timers)


def test_systemd_itself_takes_the_units(tmp_path: Path) -> None:
    """Asked where the machine has it; the tests above need nothing."""
    program = tmp_path / ".venv" / "bin" / "lantern"
    program.parent.mkdir(parents=True)
    program.symlink_to(sys.executable)
    here = []
    for unit in UNITS:
        here.append(tmp_path / unit.name)
        text = unit.read_text(encoding="utf-8").replace(INSTALLED, str(tmp_path))
        here[-1].write_text(text.replace("=lantern\n", "=root\n"), encoding="utf-8")
    if analyze := shutil.which("systemd-analyze"):
        done = subprocess.run(
            [analyze, "verify", *here], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_the_container_file_is_sound() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "hadolint", DEPLOY / "Containerfile"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_copies_what_there_is_and_starts_it() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert copied
    for name in copied:
        assert (ROOT / name).exists()
        assert f"!{name}" in let_in
    (start,) = (line for line in lines if line.startswith("CMD "))
    program, *words = re.findall(r'"([^"]+)"', start)
    assert program == "lantern"
    assert takes(words)


def test_the_page_tells_every_setting_there_is_and_no_other() -> None:
    code = [*(ROOT / "lantern" / "config").glob("*.py")]
    known = {name for file in code for name in READ.findall(file.read_text(encoding="utf-8"))}
    page = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    told = {name for name in SETTING.findall(page) if not OF_A_PROVIDER.fullmatch(name)}
    assert told == known
    sample = (DEPLOY / "lantern.env").read_text(encoding="utf-8")
    assert set(SETTING.findall(sample)) <= known


def test_each_command_on_the_page_is_there() -> None:
    """Each line of its examples that begins with `lantern`, or with settings for it."""
    told = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    lines = [
        line.split("#")[0]
        for block in told.split("```")[1::2]
        for line in block.splitlines()
        if re.match(r"(?:[A-Z_]+=\S+ )*(?:as-)?lantern ", line)
    ]
    assert len(lines) > 3
    for line in lines:
        words = shlex.split(line)
        assert takes(words[[word.endswith("lantern") for word in words].index(True) + 1 :])
