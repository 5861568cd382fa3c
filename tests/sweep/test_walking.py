"""The walker finds what it should, and every view says who may come in."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from lantern.accounts.gates import allow, open_to_all, signed_in
from lantern.accounts.rules import Can
from tests.sweep.walking import Address, every_address, walk


def bare(request: HttpRequest) -> HttpResponse:
    """A view that forgot to say."""
    return HttpResponse()


def way_in(request: HttpRequest) -> HttpResponse:
    """A view for anyone."""
    return HttpResponse()


def choice(request: HttpRequest) -> HttpResponse:
    """A view for whoever has signed in."""
    return HttpResponse()


STEPS: list[URLPattern | URLResolver] = [
    path("a/", allow(Can.JUDGE)(bare), name="a"),
    path("b/<uuid:ref>/", open_to_all("it is the way in")(way_in), name="b"),
    path("c/", include(([path("d/<slug:word>/", bare, name="d")], "space"))),
]


def test_the_walker_finds_each_address_with_its_name_and_its_gate() -> None:
    a, b, d = walk(STEPS)
    assert (a.name, a.allows, a.open_because) == ("a", Can.JUDGE, "")
    assert (b.name, b.allows, b.open_because) == ("b", None, "it is the way in")
    assert not b.needs_sign_in
    assert (d.name, d.route, d.allows) == ("space:d", "c/d/<slug:word>/", None)


def test_the_walker_reads_what_an_address_holds() -> None:
    address = Address("x", "<slug:school>/pupils/<uuid:ref>/<str:key>/", bare)
    assert address.parameters == [
        ("slug", "school", ""), ("uuid", "ref", "pupils"), ("str", "key", "pupils"),
    ]  # fmt: skip
    assert address.filled({"school": "s", "ref": 1, "key": "k"}) == "/s/pupils/1/k/"


def test_one_who_signed_in_is_told_apart_from_anyone() -> None:
    view = signed_in("one chooses a school")(choice)
    assert Address("x", "", view).needs_sign_in


@pytest.mark.parametrize(
    "address", [a for a in every_address() if a.ours], ids=lambda address: address.name
)
def test_every_view_says_who_may_come_in(address: Address) -> None:
    where = f"{address.view.__module__}.{address.view.__name__}"
    words = "add @allow(Can....), @signed_in('why') or @open_to_all('why')"
    assert (address.allows is not None) != bool(address.open_because), f"{where}: {words}"
