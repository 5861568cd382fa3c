"""A test client that looks at every page it fetches: sound HTML, and no neighbour's name."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any  # what a test client passes on is Django's own business
from xml.etree.ElementTree import Element

import html5lib
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from html5lib.html5parser import ParseError

from tests.cast import CANARY

XHTML = "{http://www.w3.org/1999/xhtml}"
FETCHES = ("src", "srcset", "poster", "data", "action", "formaction", "manifest")
TOKEN = re.compile(r"(?<=\")[A-Za-z0-9]{64}(?=\")")  # against forged requests: new each time
CONTAINERS = {"<tr": "tbody", "<td": "tr", "<th": "tr", "<op": "select", "<tb": "table"}


class CheckedClient(Client):
    """Django's test client; a page that is not sound, or shows the canary, fails the test."""

    may_see_the_canary = False

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        body = body_of(response)
        refuse_to_be_kept(response)
        if not self.may_see_the_canary:
            refuse_the_canary(body)
        if response.get("Content-Type", "").startswith("text/html") and body.strip():
            is_part = "HTTP_HX_REQUEST" in request and not body.lstrip().startswith("<!doctype")
            check_once(TOKEN.sub("", body), is_part=is_part)
        return response


def refuse_to_be_kept(response: HttpResponseBase) -> None:
    """Fail if a browser may keep a page or a paper once its reader has signed out."""
    if response.get("Content-Type", "").startswith(("text/html", "application/")):
        assert "no-store" in response.get("Cache-Control", ""), "a browser may keep this"


def body_of(response: HttpResponseBase) -> str:
    """The whole body as text; a stream is read and put back."""
    if isinstance(response, StreamingHttpResponse):
        whole = b"".join(response.streaming_content)  # type: ignore[arg-type]
        response.streaming_content = [whole]
        return whole.decode("utf-8", "replace")
    content: bytes = response.content  # type: ignore[attr-defined]
    return content.decode("utf-8", "replace")


def refuse_the_canary(body: str) -> None:
    """Fail if something of the school next door is shown.

    Chance spells its name in a token against forged requests about once in a million pages.
    """
    body = TOKEN.sub("", body)
    place = body.lower().find(CANARY.lower())
    assert place < 0, f"The school next door shows: …{body[max(place - 80, 0) : place + 80]}…"


@lru_cache(maxsize=1000)
def check_once(body: str, *, is_part: bool) -> None:
    """A page that was found sound need not be read again; one that was not fails each time."""
    check_part(body) if is_part else check_page(body)


def check_part(body: str) -> None:
    """A part of a page, as htmx swaps it in."""
    container = CONTAINERS.get(body.lstrip()[:3].lower(), "div")
    parser = html5lib.HTMLParser(strict=True)
    root = _parsed(body, lambda: parser.parseFragment(body, container=container))
    _check_all(root)


def check_page(body: str) -> None:
    """A whole page: strict HTML, a language, a title, one h1, and nothing from elsewhere."""
    parser = html5lib.HTMLParser(strict=True)
    root = _parsed(body, lambda: parser.parse(body))
    assert root.get("lang"), "The page does not say its language."
    titles = [(title.text or "").strip() for title in root.iter(XHTML + "title")]
    assert len(titles) == 1, f"The page has {len(titles)} titles."
    assert titles[0].strip("· "), "The page's title is empty."
    assert not titles[0].startswith("·"), f"The page's title has no words of its own: {titles[0]}"
    headings = list(root.iter(XHTML + "h1"))
    assert len(headings) == 1, f"The page has {len(headings)} h1."
    _check_all(root)


def _parsed(body: str, parse: Any) -> Element:
    try:
        root: Element = parse()
    except ParseError as trouble:
        raise AssertionError(f"The HTML is not sound: {trouble}\n{body[:4000]}") from trouble
    return root


def _check_all(root: Element) -> None:
    elements = list(root.iter("*"))  # the elements alone, no comments
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    twice = [name for name, count in ids.items() if count > 1]
    assert not twice, f"These ids are on the page twice: {twice}"
    troubles = [trouble for element in elements for trouble in _troubles(element)]
    assert not troubles, troubles


def _troubles(element: Element) -> Iterator[str]:
    tag = element.tag.removeprefix(XHTML)
    if tag == "style" or element.get("style") is not None:
        yield f"inline style on <{tag}>"
    if tag == "script" and not element.get("src") and element.get("type") != "application/json":
        yield "inline script"
    for name, value in element.items():
        if name.startswith("on"):
            yield f"{name} on <{tag}>"
        if name.startswith("hx-"):
            yield f"{name} on <{tag}> is no HTML: write data-{name}"
        fetched = name in FETCHES or (name == "href" and tag != "a")
        if fetched and value.strip().lower().startswith(("http:", "https:", "//")):
            yield f"<{tag} {name}> asks another host: {value}"
        if value.strip().lower().startswith("javascript:"):
            yield f"<{tag} {name}> runs a script"
