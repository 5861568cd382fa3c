"""`run.py demo` from its one command to its page and to its end, with a few children."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

import run
from tests.installation import Installation
from tests.postgres import free_port

# The launcher itself, but for where its pretend schools lie.
LAUNCH = "import sys, run; run.DEMO_HOME = run.Path(sys.argv.pop(1)); sys.exit(run.main())"
A_FEW = """
import django; django.setup()
from django.core.management import call_command
from lantern.demo.actions import make
from lantern.demo.tests.small import quiet, small_trust
call_command("migrate", verbosity=0)
make(recipe=small_trust("stages-with-parents"), say=quiet)
"""


A_BROWSER = "import sys; print('A browser goes to', sys.argv[1])"  # it talks where run.py does


def environment(home: Path, url: str = "") -> dict[str, str]:
    ours = {"LANTERN_HOME": str(home), "LANTERN_DEMO": "1", "LANTERN_HTTPS": "0"}
    browser = shlex.join([sys.executable, "-c", A_BROWSER])
    settings = {
        "DJANGO_SETTINGS_MODULE": "lantern.config.settings",
        "DATABASE_URL": url,
        "PYTHONUNBUFFERED": "1",
        "BROWSER": f"{browser} %s",
    }
    return {**os.environ, **ours, **settings}


@contextmanager
def launched(home: Path, port: int, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """`run.py demo`, where the environment names a real school's database."""
    command = [sys.executable, "-c", LAUNCH, str(home), "demo", "--port", str(port), *words]
    env = environment(home, "postgres://nobody@real.school.example/lantern")
    with subprocess.Popen(
        command, cwd=run.ROOT, env=env, stdout=subprocess.PIPE, text=True
    ) as demo:
        try:
            yield demo
        finally:
            demo.send_signal(signal.SIGTERM)


def said_until(words: str, demo: "subprocess.Popen[str]") -> str:
    assert demo.stdout is not None
    said = ""
    while words not in said:
        line = demo.stdout.readline()
        assert line, said  # it has ended
        said += line
    return said


def rest_of(demo: "subprocess.Popen[str]") -> str:
    """What it still says until it ends."""
    assert demo.stdout is not None
    return demo.stdout.read()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, made_ready: Installation) -> Path:
    """A demo of one school with a few children."""
    home = tmp_path_factory.mktemp("demo")
    shutil.copytree(made_ready.home, home, dirs_exist_ok=True)
    few = [sys.executable, "-c", A_FEW]
    subprocess.run(few, cwd=run.ROOT, env=environment(home), check=True)
    return home


def test_the_demo_is_served_with_its_cast_and_ends_when_it_is_told(home: Path) -> None:
    port = free_port()
    with launched(home, port, "--no-browser") as demo:
        said = said_until("\nCtrl-C stops it.\n", demo)
        assert f"Lantern is at http://localhost:{port}/" in said
        assert "@marlpit-lane." in said
        with build_opener(ProxyHandler({})).open(f"http://localhost:{port}/", timeout=20) as page:
            assert "<h1>Sign in</h1>" in page.read().decode()
        demo.send_signal(signal.SIGTERM)
        assert "A browser goes to" not in rest_of(demo)
    assert run.is_free(port)


def test_a_browser_is_opened_at_its_address(home: Path) -> None:
    port = free_port()
    with launched(home, port) as demo:
        assert said_until(f"A browser goes to http://localhost:{port}/\n", demo)
