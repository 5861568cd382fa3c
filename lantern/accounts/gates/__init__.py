"""Closed by default: who may come in at each address."""

import time
from collections.abc import Callable, Sequence
from functools import wraps
from io import BytesIO
from typing import Any, Concatenate, ParamSpec  # a view's own arguments are its own

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    StopFutureHandlers,
    StopUpload,
)
from django.db.models import QuerySet, SlugField
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django_htmx.middleware import HtmxDetails

from lantern.accounts.gates.idle import (
    WHILE_LOCKED,
    asks_to_unlock,
    is_locked,
    lock,
    locked,
    locks_after,
    unlock,
)
from lantern.accounts.gates.second_factor import (
    FactorAdapter,
    asks_before_a_change,
    asks_second_factor,
    changes_second_factor,
    refuse_what_changed,
    remember_knock,
    remember_second_factor,
    tell_of_loss,
)
from lantern.accounts.gates.single_sign_on import SingleSignOn, came_by_provider, reaching
from lantern.accounts.gates.visits import turns_visitor_away
from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.pictures import hats_of
from lantern.accounts.rules import Can
from lantern.prepared import Given, Prepared, given_row
from lantern.within import Names, name_nobody

__all__ = [
    "SEVERAL_HATS",
    "FactorAdapter",
    "SchoolGate",
    "SchoolRequest",
    "SignInGate",
    "SignedInRequest",
    "SingleSignOn",
    "SizeGate",
    "StaffAdapter",
    "StaffBackend",
    "allow",
    "changes_second_factor",
    "is_locked",
    "lock",
    "locked",
    "open_to_all",
    "reaching",
    "remember_hats",
    "signed_in",
    "unlock",
    "viewer_at",
]

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request that promises someone who has signed in."""

    user: User
    htmx: HtmxDetails


class SchoolRequest(SignedInRequest):
    """A request that promises a viewer: someone of this school's staff."""

    viewer: Viewer


class SignInGate(LoginRequiredMiddleware):
    """Closed by default; a script, which would take the sign-in page for a yes, hears a number."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase],
        view_args: Any, view_kwargs: Any,
    ) -> HttpResponseBase | None:  # fmt: skip
        """To the sign-in page; 401 to what a page asked by itself."""
        led = super().process_view(request, view_func, view_args, view_kwargs)
        if led is not None and "HX-Request" in request.headers:
            return HttpResponse(status=SIGNED_OUT, content_type="text/plain")
        return led


SIGNED_OUT = 401


class SchoolGate:
    """Sets `request.viewer` from the school in the address, or answers 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and let no browser keep a page about children once its reader signs out."""
        try:
            response = self.get_response(request)
        finally:
            name_nobody()
        if "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Take the school out of the address; a school one does not belong to is not there.

        Whoever still has the password from a slip is sent to choose their own first, and then, at
        a school that asks for it, to show a second factor. A locked session answers nothing.
        """
        key = kwargs.pop("school", None)
        if not request.user.is_authenticated:
            return None
        if turned_away := turns_visitor_away(request, request.user, _here(request)):
            return turned_away
        asked = is_locked(request) and _here(request) not in WHILE_LOCKED
        if asked and (locked_page := asks_to_unlock(request, request.user)):
            return locked_page
        if asked_first := asks_before_a_change(request, request.user, _here(request)):
            return asked_first
        if _first_chooses_a_password(request, request.user):
            return redirect("account_change_password")
        if key is None:
            return None
        viewer = viewer_at(key, request.user)
        if not viewer.member.user.is_visitor and (led := asks_second_factor(request, viewer)):
            return led
        locks_after(request, viewer)
        setattr(request, "viewer", viewer)  # noqa: B010
        return None


def _first_chooses_a_password(request: HttpRequest, user: User) -> bool:
    if not user.start_password or _here(request) in BEFORE_ONES_OWN_PASSWORD:
        return False
    return not came_by_provider(request, user)


BEFORE_ONES_OWN_PASSWORD = frozenset({"account_change_password", "account_logout"})


def _here(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


@Prepared
def _member() -> QuerySet[Member]:
    key = Given("key", SlugField())
    rows = Member.objects.select_related("school").filter(school__key=key, user=given_row("user"))
    return rows.annotate(names=Names("school_id"))  # and the database shows that school alone


def remember_hats(request: HttpRequest, hats: Sequence[Viewer]) -> None:
    """Whether they may change hats, so that no page has to ask."""
    request.session[SEVERAL_HATS] = len(hats) > 1


SEVERAL_HATS = "several_hats"


def viewer_at(key: str, user: User) -> Viewer:
    """The user as a member of that school's staff today. Raises Http404 for anyone else."""
    member: Member | None = next(iter(_member(key=key, user=user.pk)), None)
    if member is None:
        raise Http404
    member.user = user
    now = member.school.now()
    if not member.is_here(now.date()):
        raise Http404
    return Viewer(member=member, school=member.school, now=now)


def allow(
    can: Can,
) -> Callable[
    [Callable[Concatenate[SchoolRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Let in those whose role may; anyone else who may not is answered 403."""

    def gate(
        view: Callable[Concatenate[SchoolRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            viewer: Viewer = request.viewer  # type: ignore[attr-defined]
            if not viewer.may(can):
                raise PermissionDenied
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        setattr(guarded, "allows", can)  # noqa: B010
        return guarded

    return gate


def open_to_all(
    because: str,
) -> Callable[[Callable[P, HttpResponse]], Callable[P, HttpResponse]]:
    """Let anyone in, and say why."""

    def gate(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
        opened = login_not_required(view)
        setattr(opened, "open_because", because)  # noqa: B010
        return opened

    return gate


def signed_in(
    because: str,
) -> Callable[
    [Callable[Concatenate[SignedInRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Let in anyone who has signed in, whatever their school, and say why."""

    def gate(
        view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        setattr(view, "open_because", because)  # noqa: B010
        return view  # type: ignore[return-value]

    return gate


LARGEST_FILE = 20 * 1024 * 1024
AROUND_IT = 64 * 1024  # the form that carries it
HEARD_OUT = 300 * 1024 * 1024  # beyond it the line is cut: nobody's list is so large by mistake


class SizeGate(FileUploadHandler):
    """Hears out a file that is too large without keeping a byte of it.

    A browser that is answered before it has sent everything shows its own error, not ours. What is
    left of the file is its name and its size, so that the form's field can refuse it in words.
    """

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Learn the size before the first byte."""
        self.refuses = content_length > LARGEST_FILE + AROUND_IT
        self.cuts_off = content_length > HEARD_OUT + AROUND_IT

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Keep each file of such a request from the handlers that would store it."""
        super().new_file(*args, **kwargs)
        if self.cuts_off:
            raise StopUpload(connection_reset=True)
        if self.refuses:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand it on, or let it go."""
        return None if self.refuses else raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """The name and the size of what was let go; others keep the rest."""
        if not self.refuses:
            return None
        return UploadedFile(
            file=BytesIO(), name=self.file_name, content_type=self.content_type, size=file_size
        )


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """Allauth's, which finds who has signed in by a prepared question: every page asks it."""

    def get_user(self, user_id: int) -> User | None:
        """The account, while it may sign in."""
        found: list[User] = _user(pk=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


@Prepared
def _user() -> QuerySet[User]:
    return User.objects.filter(pk=given_row("pk"))


WORDS = {  # in place of allauth's own
    "email_password_mismatch": "That email address and password do not go together.",
    "too_many_login_attempts": (
        "That was wrong too many times. Wait five minutes, then try once more; or ask a leader of"
        " your school for a new password."
    ),
}


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes their own account: a leader adds staff."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """They have chosen their own; the one on the slip is done with."""
        user.start_password = False
        super().set_password(user, password)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """They have knocked; a second factor may still be asked."""
        remember_knock(request, user)
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        """They are in, with all that was asked of them."""
        refuse_what_changed(request, user)
        before = user.last_login
        super().login(request, user)
        remember_second_factor(request, user)
        tell_of_loss(request, user, since=before)
        remember_hats(request, hats_of(user))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not from whoever has just signed in: they would type the same password twice."""
        records = get_authentication_records(self.request, self.request.user)
        just_now = time.time() - REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > just_now for record in records)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Home: nothing is left to do on the page of the password."""
        return "/"
