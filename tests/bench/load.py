"""Eight people open the class page as fast as they can, for some seconds, through granian.

The client is on the same cores, so it is as plain as it can be: sockets that stay open.
"""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from lantern.config.management.commands.serve import ended, why_not
from tests.bench.pages import addresses
from tests.bench.the_school import signed_in

CLIENTS, WARM_FOR, COUNT_FOR = 8, 3.0, 10.0


def measure() -> dict[str, float]:
    cookie = signed_in().cookies[settings.SESSION_COOKIE_NAME].value
    found: dict[str, float] = {}
    with served() as port:
        for page, address in addresses().items():
            request = (
                f"GET {address} HTTP/1.1\r\nHost: localhost\r\n"
                f"Cookie: {settings.SESSION_COOKIE_NAME}={cookie}\r\n\r\n"
            ).encode()
            found |= asyncio.run(everyone(page, port, request))
    return found


async def everyone(page: str, port: int, request: bytes) -> dict[str, float]:
    """Requests a second, and what the slowest in a hundred waited."""
    times: list[tuple[float, float]] = []
    until = time.perf_counter() + WARM_FOR + COUNT_FOR
    await asyncio.gather(*(someone(port, request, until, times) for _ in range(CLIENTS)))
    waits = sorted(took for ended_at, took in times if ended_at > until - COUNT_FOR)
    slowest = waits[int(len(waits) * 0.99)]
    return {f"load_{page}_a_second": len(waits) / COUNT_FOR, f"load_{page}_p99_ms": slowest * 1000}


async def someone(
    port: int, request: bytes, until: float, times: list[tuple[float, float]]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (began := time.perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head[:200]
        await reader.readexactly(_length(head))
        times.append((time.perf_counter(), time.perf_counter() - began))
    writer.close()


def _length(head: bytes) -> int:
    line = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return int(line.split(b":")[1])


@contextmanager
def served() -> Iterator[int]:
    """`lantern serve` on a free port, with as many workers as there are cores."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = "from lantern.config.command import main; main()"
    arguments = ["serve", "--port", str(port), "--workers", str(os.cpu_count() or 1)]
    server = subprocess.Popen([sys.executable, "-c", command, *arguments], start_new_session=True)
    with ended([server]):
        while not why_not("127.0.0.1", port):
            assert server.poll() is None, "The server ended."
            threading.Event().wait(0.2)
        yield port
