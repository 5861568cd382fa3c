"""`lantern serve` serves, says plainly why it cannot, and leaves nothing behind."""

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from lantern.config.management.commands.serve import address_of, why_not
from tests.installation import Installation, an_installation
from tests.postgres import free_port

LANTERN = [sys.executable, "-c", "from lantern.config.command import main; main()"]
A_MOMENT, MOMENTS = 0.2, 300
EVERYWHERE = "0.0.0.0"  # noqa: S104 - it is what must be refused


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another server listens on, ready to share it as ours would be."""
    with socket.socket() as other:
        if hasattr(socket, "SO_REUSEPORT"):
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Installation]:
    with an_installation(tmp_path) as made:
        yield made


def test_a_port_in_use_is_said(taken: int) -> None:
    assert f"lantern serve --port {taken + 1}" in why_not("127.0.0.1", taken)
    assert why_not("127.0.0.1", free_port()) == ""


@pytest.mark.parametrize(
    ("host", "told"),
    [("127.0.0.1", "localhost"), (EVERYWHERE, "localhost"), ("::1", "[::1]"), ("x.org", "x.org")],
)
def test_it_tells_where_a_browser_finds_it(host: str, told: str) -> None:
    assert address_of(host, 8000) == f"http://{told}:8000/"


def test_a_command_of_two_words_says_so_in_its_help(ours: Installation) -> None:
    done = subprocess.run(
        [*LANTERN, "staff", "add", "--help"],
        env=ours.env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("usage: lantern staff add ")


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_a_port_that_cannot_be_is_said(port: int) -> None:
    assert "There is no port" in why_not("127.0.0.1", port)


def test_an_address_that_nobody_knows_is_said() -> None:
    assert "does not know" in why_not("nowhere.invalid", 8000)


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.0.2.1"])
def test_nobody_gets_past_the_proxy(host: str) -> None:
    """What a proxy says of who knocks is believed, so nobody else may say it."""
    assert "past the HTTPS proxy" in why_not(host, free_port(), here_alone=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_proxy_itself_comes_in(host: str) -> None:
    assert why_not(host, free_port(), here_alone=True) == ""


def test_the_command_says_so_where_https_is_on(ours: Installation) -> None:
    command = [*LANTERN, "serve", "--host", EVERYWHERE, "--port", str(free_port())]
    live = {**ours.env, "LANTERN_HTTPS": "1"}
    done = subprocess.run(command, env=live, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "leave --host out, or set LANTERN_HTTPS=0" in done.stderr


def test_the_command_ends_with_2_where_it_cannot_start(taken: int, ours: Installation) -> None:
    command = [*LANTERN, "serve", "--port", str(taken)]
    done = subprocess.run(command, env=ours.env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"Port {taken} is in use" in done.stderr


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])  # and a terminal that is closed
def test_it_prepares_serves_and_ends_in_order(ours: Installation, told: signal.Signals) -> None:
    port = free_port()
    command = [*LANTERN, "serve", "--port", str(port), "--workers", "1"]
    served = subprocess.Popen(command, env=ours.env, stdout=subprocess.PIPE, text=True)
    try:
        assert answer(port, "/account/login/", served) == 200
        assert answer(port, "/a-page-that-is-not-there/", served) in {302, 404}
    finally:
        served.send_signal(told)
        said, _ = served.communicate(timeout=30)
    assert served.returncode == 0
    assert "Setting up the database" in said
    assert "There is no school here yet" in said
    assert f"Serving at http://localhost:{port}/" in said
    assert why_not("127.0.0.1", port) == ""
    assert ours.has_tables


def answer(port: int, path: str, served: subprocess.Popen[str]) -> int:
    """The status of a page, once the server answers at all."""
    for _ in range(MOMENTS):
        assert served.poll() is None, "The server ended."
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            threading.Event().wait(A_MOMENT)
        finally:
            connection.close()
    raise AssertionError("The server never answered.")
