"""A test client that looks at every page it fetches: sound HTML, and no neighbour's name."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any  # what a test client passes on is Django's own business

from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from markupever import HtmlOptions, Parser, dom

from tests.cast import CANARY

XHTML = "http://www.w3.org/1999/xhtml"
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
    _check_all(_elements(body, HtmlOptions(exact_errors=True, fragment_context=container)))


def check_page(body: str) -> None:
    """A whole page: strict HTML, a language, a title, one h1, and nothing from elsewhere."""
    elements = _elements(body, HtmlOptions(exact_errors=True))
    assert elements[0].attrs.get("lang"), "The page does not say its language."
    titles = [each.text().strip() for each in elements if _is_html(each, "title")]
    assert len(titles) == 1, f"The page has {len(titles)} titles."
    assert titles[0].strip("· "), "The page's title is empty."
    assert not titles[0].startswith("·"), f"The page's title has no words of its own: {titles[0]}"
    headings = sum(_is_html(each, "h1") for each in elements)
    assert headings == 1, f"The page has {headings} h1."
    _check_all(elements)


def _is_html(element: dom.Element, tag: str) -> bool:
    """And not a drawing's own, as its title is."""
    return element.name.local == tag and element.name.ns == XHTML


def _elements(body: str, options: HtmlOptions) -> list[dom.Element]:
    """In the order of the page; whatever a browser would have to guess at fails."""
    parser = Parser(options)
    parser.process(body)
    troubles = parser.finish().errors()
    assert not troubles, f"The HTML is not sound: {troubles[:3]}\n{body[:4000]}"
    every = parser.into_dom().root().descendants()
    return [node for node in every if isinstance(node, dom.Element)]


def _check_all(elements: list[dom.Element]) -> None:
    ids = Counter(each.attrs["id"] for each in elements if each.attrs.get("id"))
    twice = [name for name, count in ids.items() if count > 1]
    assert not twice, f"These ids are on the page twice: {twice}"
    troubles = [trouble for element in elements for trouble in _troubles(element)]
    assert not troubles, troubles


def _troubles(element: dom.Element) -> Iterator[str]:
    tag = element.name.local
    has = {name.local: value for name, value in element.attrs.items()}
    if tag == "style" or "style" in has:
        yield f"inline style on <{tag}>"
    if tag == "script" and not has.get("src") and has.get("type") != "application/json":
        yield "inline script"
    for name, value in has.items():
        if name.startswith("on"):
            yield f"{name} on <{tag}>"
        if name.startswith("hx-"):
            yield f"{name} on <{tag}> is no HTML: write data-{name}"
        fetched = name in FETCHES or (name == "href" and tag != "a")
        if fetched and value.strip().lower().startswith(("http:", "https:", "//")):
            yield f"<{tag} {name}> asks another host: {value}"
        if value.strip().lower().startswith("javascript:"):
            yield f"<{tag} {name}> runs a script"
