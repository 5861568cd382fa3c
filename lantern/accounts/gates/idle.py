"""A session that nobody touches is locked, and what was typed in it is kept.

How long it may lie idle and when it was last touched stand in the session itself, so that no page
asks for it; it is written down once a minute at most.
"""

import time
from collections.abc import Iterator

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantern.accounts.actions import is_code_of
from lantern.accounts.models import User, Viewer

LOCKED = 423  # RFC 4918, 11.3
AFTER, TOUCHED, IS_LOCKED = "lock_after", "touched", "locked"
EACH = 60  # seconds between two times that a touch is written down
PASSWORD = "lock-password"  # the field's name  # noqa: S105
LOOKED = "lock-looked"  # the name of the field that says that a page was only to be looked at
WHILE_LOCKED = frozenset({"account_lock", "account_logout"})


def locks_after(request: HttpRequest, viewer: Viewer) -> None:
    """From now on this session is locked when it lies idle for as long as the school says."""
    after = viewer.school.lock_after
    if request.session.get(AFTER, 0) != after:
        request.session[AFTER] = after
        request.session[TOUCHED] = int(time.time())


def is_locked(request: HttpRequest) -> bool:
    """Whether it is; where it is not, a key or a touch that led to this request is written down."""
    after = request.session.get(AFTER, 0) * 60
    if not after:
        return False
    idle = int(time.time()) - request.session[TOUCHED]
    if idle >= after + EACH and not request.session.get(IS_LOCKED):
        lock(request)
    if request.session.get(IS_LOCKED):
        return True
    if idle >= EACH and _by_hand(request):
        request.session[TOUCHED] = int(time.time())
    return False


def _by_hand(request: HttpRequest) -> bool:
    """Not what a page asks for by itself, such as how far the printing is."""
    return request.method == "POST" or "HX-Request" not in request.headers


def lock(request: HttpRequest) -> None:
    """Nothing of it answers until the password is shown."""
    request.session[IS_LOCKED] = True


def unlock(request: HttpRequest, user: User, password: str) -> str:
    """Open again with the password; otherwise what to say. Guessing is slowed down."""
    guesses = {"request": request, "action": "unlock", "user": user}
    if not ratelimit.consume(**guesses, dry_run=True):
        return "That was tried too often. Wait a few minutes, or sign out."
    if not _is_theirs(user, password):
        ratelimit.consume(**guesses)
        return f"That is not your {'code of today' if user.is_visitor else 'password'}."
    request.session.pop(IS_LOCKED, None)
    request.session[TOUCHED] = int(time.time())
    return ""


def _is_theirs(user: User, typed: str) -> bool:
    """A visitor has no password: the code on their slip opens what it opened once before."""
    return is_code_of(user, typed) if user.is_visitor else user.check_password(typed)


def asks_to_unlock(request: HttpRequest, user: User) -> HttpResponse | None:
    """The page that asks for the password in place of any other; None once it was right.

    What was sent stands in it, hidden, and is sent again with the password. Who only looked at a
    page looks at it then: nothing is done there in their name.
    """
    trouble = ""
    if PASSWORD in request.POST:
        trouble = unlock(request, user, request.POST[PASSWORD])
        if not trouble and LOOKED in request.POST:
            return redirect(request.get_full_path())
        if not trouble:
            kept = request.POST.copy()
            del kept[PASSWORD]
            request.POST = kept  # type: ignore[assignment]  # the view never sees it
            return None
    return locked(request, trouble=trouble)


def locked(request: HttpRequest, *, trouble: str = "") -> HttpResponse:
    """The page; a script is told by the number alone."""
    if "HX-Request" in request.headers:
        return HttpResponse(trouble, status=LOCKED, content_type="text/plain")
    context = {
        "trouble": trouble, "kept": list(_kept(request)), "lost": bool(request.FILES),
        "password": PASSWORD, "looked": LOOKED if _only_looks(request) else "",
    }  # fmt: skip
    return render(request, "account/locked.html", context, status=LOCKED)


def _kept(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in {PASSWORD, LOOKED, "csrfmiddlewaretoken"}:
            yield from ((name, str(value)) for value in values)


def _only_looks(request: HttpRequest) -> bool:
    return request.method != "POST" or LOOKED in request.POST
