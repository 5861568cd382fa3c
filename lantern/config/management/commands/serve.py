"""`lantern serve --port N`"""

import contextlib
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn  # Django hands a command its options as anything

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

WINDOWS = os.name == "nt"
PATIENCE = 15  # seconds to finish what is under way
CANNOT_START = 2
EVERYWHERE = "0.0.0.0"  # noqa: S104 - where one asks for it
BEHIND_A_PROXY = (
    "Browsers come in through your HTTPS proxy. To try Lantern on this machine alone, "
    "set LANTERN_HTTPS=0."
)
Process = subprocess.Popen[bytes]


class Command(BaseCommand):
    help = "Serve every school of this database on this machine, until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, metavar="N", help="8000 unless given")
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 to be seen by others")
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, metavar="N",
            help="how many requests at once; the machine's cores unless given",
        )  # fmt: skip

    def handle(self, *args: Any, port: int, host: str, workers: int, **options: Any) -> None:
        """The web server, and a worker for what pages leave for later; they end together."""
        _may_listen(host, port)
        call_command("prepare", stdout=self.stdout)
        _may_listen(host, port)  # again: that may have taken a while
        if settings.SECURE_PROXY_SSL_HEADER is not None:
            self.stdout.write(BEHIND_A_PROXY)
        signal.signal(signal.SIGTERM, _stop)
        if not WINDOWS:
            signal.signal(signal.SIGHUP, _stop)  # the terminal was closed
        children = [
            _started("granian", *_web(host, port, workers)),
            _started("django", "work"),
        ]
        with ended(children), contextlib.suppress(KeyboardInterrupt):
            told = False
            while all(child.poll() is None for child in children):
                if not told and _listens(host, port):
                    told = True
                    self.stdout.write(f"Serving at {address_of(host, port)}  Ctrl-C stops it.")
                    self.stdout.flush()
                time.sleep(0.2)
            raise CommandError("Part of the server ended by itself, so all of it has stopped.")


def address_of(host: str, port: int) -> str:
    """Where a browser on this machine finds it: http://localhost:8000/"""
    return f"http://{f'[{host}]' if ':' in host else _from_here(host)}:{port}/"


def _from_here(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", EVERYWHERE) else host


def _listens(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((_from_here(host), port), 1):
        return True
    return False


def _may_listen(host: str, port: int) -> None:
    believes_proxy = settings.SECURE_PROXY_SSL_HEADER is not None
    if trouble := why_not(host, port, here_alone=believes_proxy):
        raise CommandError(trouble, returncode=CANNOT_START)


def why_not(host: str, port: int, *, here_alone: bool = False) -> str:
    """Why nobody can listen there, in one plain sentence; empty if somebody can.

    Another web server that would share its port with us counts as in the way. `here_alone` is
    whether only this machine may reach us: where we believe a proxy's word of who knocks, nobody
    else may say it.
    """
    if not 0 < port < 65_536:
        return f"There is no port {port}: choose one from 1024 to 65535."
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        return f"This machine does not know the address {host}."
    if here_alone and not ipaddress.ip_address(address[0]).is_loopback:
        return f"{host} lets others past the HTTPS proxy: leave --host out, or set LANTERN_HTTPS=0."
    with socket.socket(kind, socket.SOCK_STREAM) as probe:
        if not WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            return f"Only an administrator may use port {port}: choose one above 1023."
        except OSError:
            other = f"lantern serve --port {port + 1}"
            return f"Port {port} is in use on this machine. Choose another: {other}"
    return ""


def _web(host: str, port: int, workers: int) -> list[str]:
    """One thread each: a second would only wait for the first (Python runs one at a time)."""
    return [
        "lantern.config.wsgi:application", "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "1",
        "--blocking-threads-idle-timeout", "600", "--log-level", "warning", "--no-ws",
        "--respawn-failed-workers", "--workers-kill-timeout", str(PATIENCE - 5),
    ]  # fmt: skip


def _started(module: str, *args: str) -> Process:
    """A child that a terminal's Ctrl-C does not reach: we end it, once and in order."""
    return subprocess.Popen([sys.executable, "-m", module, *args], start_new_session=True)


@contextlib.contextmanager
def ended(children: Sequence[Process]) -> Iterator[None]:
    """Whatever happens inside, see every child out: first asked, then made to."""
    try:
        yield
    finally:
        for child in children:
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + PATIENCE
        for child in children:
            try:
                child.wait(timeout=max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill(child)


def _kill(child: Process) -> None:
    """It and its own children: a web server's orphans would keep the port."""
    if WINDOWS:
        child.kill()
    else:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _stop(*_: object) -> NoReturn:
    raise SystemExit(0)
