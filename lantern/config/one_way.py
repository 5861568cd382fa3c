"""An address that only takes what a page sends, opened as if it were a page itself.

It happens where an answer to a form stands at the form's own address, and is loaded again or kept
as a bookmark.
"""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

NOT_SO = 405


class OneWay:
    """Answers such an opening with a page that says so and leads on; its status stays 405."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != NOT_SO or request.method != "GET":
            return response
        page = render(request, "405.html", {"back": page_above(request.path)}, status=NOT_SO)
        page["Allow"] = response["Allow"]
        return page


def page_above(path: str) -> str:
    """The nearest address above that there is: what is sent lies beneath the page that sends it."""
    return next((address for address in _above(path) if _is_there(address)), "/")


def _above(path: str) -> Iterator[str]:
    """Each address above, without its last word, and without its last two."""
    words = path.strip("/").split("/")
    return (f"/{'/'.join(words[:count])}/" for count in range(len(words) - 1, 0, -1))


def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
