"""A mail server of a few lines that speaks SMTP over a real socket."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedRWPair

A_MOMENT = 0.05  # seconds


@dataclass
class MailServer:
    """What it was given; `refuses` are addresses that it does not take."""

    refuses: frozenset[str] = frozenset()
    mails: list[str] = field(default_factory=list)
    port: int = 0

    def answer(self, line: str) -> str:
        word = line.split(":")[0].split(" ")[0].upper()
        if word == "RCPT" and any(address in line for address in self.refuses):
            return "550 no such person"
        return {"DATA": "354 go on", "QUIT": "221 goodbye"}.get(word, "250 well")

    def talk(self, line: socket.socket) -> None:
        with line, line.makefile("rwb") as both:
            _say(both, "220 here")
            while told := both.readline().decode():
                _say(both, self.answer(told.strip()))
                if told.strip().upper() == "DATA":
                    self.mails.append(_until_dot(both))
                    _say(both, "250 taken")


def _say(both: BufferedRWPair, words: str) -> None:
    both.write(f"{words}\r\n".encode())
    both.flush()


def _until_dot(both: BufferedRWPair) -> str:
    lines = []
    while (line := both.readline().decode().rstrip("\r\n")) != ".":
        lines.append(line)
    return "\n".join(lines)


@contextmanager
def taking_mail(refuses: frozenset[str] = frozenset()) -> Iterator[MailServer]:
    """A server on a free port of this machine."""
    server = MailServer(refuses=refuses)
    with socket.create_server(("127.0.0.1", 0)) as door:
        server.port = door.getsockname()[1]
        door.settimeout(A_MOMENT)  # closing it wakes nobody who waits at it
        worker = threading.Thread(target=_serve, args=(server, door), daemon=True)
        worker.start()
        yield server
    worker.join(timeout=5)


def _serve(server: MailServer, door: socket.socket) -> None:
    while True:
        try:
            line, _ = door.accept()
        except TimeoutError:
            continue
        except OSError:
            return
        server.talk(line)


def a_closed_port() -> int:
    """One at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
    return port
