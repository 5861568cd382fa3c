"""Where mail is handed over, in one place: `LANTERN_MAIL`, as an address in one line.

    LANTERN_MAIL=smtp://someone:secret@mail.example.sch.uk:587    STARTTLS
    LANTERN_MAIL=smtps://someone:secret@mail.example.sch.uk       TLS from the first byte
    LANTERN_MAIL=smtp+plain://127.0.0.1:25                        none: a relay on the same machine

With none set Lantern sends no mail, and no page offers to.
"""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
WRONG = "LANTERN_MAIL must be like smtp://someone:secret@mail.example.sch.uk:587."


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """Who takes our mail, and how one speaks to them; no host where none is sent."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False

    @property
    def backend(self) -> str:
        """Django's word for how mail goes."""
        kind = "smtp" if self.host else "dummy"
        return f"django.core.mail.backends.{kind}.EmailBackend"


def server(url: str, *, sender: str) -> Server:
    """The mail server that `url` names; without one nothing is sent.

    Raises ImproperlyConfigured for what names none, or where nobody is said to be the sender.
    """
    if not url:
        return Server()
    told = urlsplit(url)
    if told.scheme not in PORTS or not told.hostname:
        raise ImproperlyConfigured(WRONG)
    if "@" not in sender:
        raise ImproperlyConfigured("LANTERN_MAIL_FROM must be an address that mail comes from.")
    return Server(
        host=told.hostname, port=told.port or PORTS[told.scheme],
        user=unquote(told.username or ""), password=unquote(told.password or ""),
        starts_tls=told.scheme == "smtp", is_tls=told.scheme == "smtps",
    )  # fmt: skip
