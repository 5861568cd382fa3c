"""What an installation was told that decides who may look in."""

from collections.abc import Iterator

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings

from lantern.config.checking.finding import Finding, heed, well, wrong

SHORT = 50  # as Django itself wants a secret
ONLY_HERE = {"localhost", "127.0.0.1", "[::1]"}
SEALED = ("secret", "seed")  # what the app and the recovery codes stand on


def secret() -> Finding:
    """Whether sessions can be forged."""
    if len(settings.SECRET_KEY) < SHORT or len(set(settings.SECRET_KEY)) < 5:
        return wrong(
            "secret", "LANTERN_SECRET_KEY is so short that it can be guessed.",
            "Unset it, and Lantern makes one in its home; or set 50 random characters.",
        )  # fmt: skip
    return well("secret", "The installation's secret is long enough.")


def https() -> Iterator[Finding]:
    """Whether anyone on the way can read along, and whether the address is known."""
    if settings.DEMO:
        yield well("address", "This is a demo: plain http, for this machine alone.")
        return
    if settings.HTTPS:
        yield well("address", "Only HTTPS is answered.")
    else:
        yield wrong(
            "address", "LANTERN_HTTPS is 0: passwords and children's names travel unsealed.",
            "For real use unset it and put an HTTPS proxy before Lantern (docs/running.md).",
        )  # fmt: skip
    if "*" in settings.ALLOWED_HOSTS:
        yield wrong("address", "LANTERN_HOSTS lets any name in.", NAME_IT)
    elif settings.HTTPS and not set(settings.ALLOWED_HOSTS) - ONLY_HERE:
        yield wrong("address", "LANTERN_HOSTS does not name this school's address.", NAME_IT)


NAME_IT = "Set it to the address in the browser: LANTERN_HOSTS=lantern.example.sch.uk"


def mail() -> Finding:
    """Whether invitations go out by email."""
    if settings.MAIL_IS_SENT:
        return well("mail", f"It is handed to {settings.EMAIL_HOST}. `--mail` tries it.")
    return heed(
        "mail", "No mail is sent: slips are printed instead.",
        "If it should be: set LANTERN_MAIL and LANTERN_MAIL_FROM (docs/running.md).",
    )  # fmt: skip


def second_factors() -> Finding:
    """Whether what staff come in with can be read with this installation's secret."""
    lost = sum(1 for each in Authenticator.objects.order_by("pk") if not _opens(each))
    if lost:
        return wrong(
            "sign-in", f"{lost} second factors were sealed with another secret than this one.",
            "Bring back the old secret-key (or LANTERN_SECRET_KEY). Else forget each: "
            "lantern staff factor EMAIL --school KEY",
        )  # fmt: skip
    return well("sign-in", "Second factors can be read with this installation's secret.")


def _opens(each: Authenticator) -> bool:
    sealed = [each.data[name] for name in SEALED if isinstance(each.data.get(name), str)]
    try:
        for text in sealed:
            get_adapter().decrypt(text)
    except InvalidToken:
        return False
    return True
