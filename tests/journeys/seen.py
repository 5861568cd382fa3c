"""What looks at a page as it is drawn need look at one that is drawn so only once.

Axe takes half a second a page, and the other database gives the same pages to the letter. One that
was found without fault is known to both for as long as the run lasts; one with a fault never is.
"""

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

# What scripts made of the page, what is filled in, its styles, how wide it is and how far scrolled,
# in which light, in whose colours and whether on paper.
DRAWN = """() => JSON.stringify([
  document.documentElement.outerHTML, document.activeElement?.outerHTML,
  [...document.querySelectorAll("input, select, textarea")].map((el) => [el.value, el.checked]),
  [...document.styleSheets].map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)),
  innerWidth, innerHeight, scrollX, scrollY,
  ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"].map(
    (media) => matchMedia(media).matches
  ),
])"""
# What is new each time and is not seen: a token against forged requests, a server's port, a ref.
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
PORT = re.compile(r"(?<=//localhost:)\d+")
REF = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def seen(page: Page, way: str, look: Callable[[Page], list[str]]) -> list[str]:
    """The faults that looking so finds; none where it found none on a page drawn the same."""
    note = note_of(way, page.evaluate(DRAWN))
    if note is None:
        return look(page)
    faults = [] if note.exists() else look(page)
    if not faults:
        note.touch()
    return faults


def note_of(way: str, page: str) -> Path | None:
    """What is there once such a page was found sound so; a run of pytest by itself keeps none.

    A page that was sent to the letter as another, and for which no script asked for more, is drawn
    as the other: what a browser makes of it comes from nowhere else.
    """
    folder = os.environ.get("SOUND_PAGES")
    return Path(folder) / f"{way}-{print_of(page)}" if folder else None


def print_of(drawn: str) -> str:
    """The same for two pages that look the same; of refs it matters which are alike."""
    refs: dict[str, str] = {}
    drawn = PORT.sub("", TOKEN.sub("", drawn))
    drawn = REF.sub(lambda ref: refs.setdefault(ref[0], f"ref {len(refs)}"), drawn)
    return hashlib.sha256(drawn.encode()).hexdigest()
