"""On which line of a TOML text each value stands, so that a school can find its mistake.

Reads only text that `tomllib` has already read, so it forgives whatever it does not understand.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2}(?!"))?'
    r"|'''.*?'''(?:'{1,2}(?!'))?"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}\n#]+")


def positions(text: str) -> Mapping[Path, int]:
    """The line, counted from 1, of every key and item, by its path; empty if the text is odd."""
    scanner = _Scanner(text, [at for at, letter in enumerate(text) if letter == "\n"])
    try:
        scanner.document()
    except (IndexError, ValueError, RecursionError):
        return {}
    return scanner.found


def line_of(found: Mapping[Path, int], path: Path) -> int | None:
    """The line of a path, or of the nearest table that holds it."""
    for end in range(len(path), 0, -1):
        if path[:end] in found:
            return found[path[:end]]
    return None


@dataclass
class _Scanner:
    """A place in the text, and what was passed on the way."""

    text: str
    breaks: list[int]
    at: int = 0
    found: dict[Path, int] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)

    def document(self) -> None:
        table: Path = ()
        self.space()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.space()

    def header(self) -> Path:
        """`[a.b]` or `[[a.b]]`: the path of the table that it opens."""
        line = self.line()
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        path = self.latest(self.keys())
        self.at = self.text.index("]", self.at) + (2 if many else 1)
        if many:
            number = self.counts.get(path, 0)
            self.counts[path] = number + 1
            self.found.setdefault(path, line)
            path = (*path, number)
        self.found[path] = line
        return path

    def latest(self, keys: list[str]) -> Path:
        """The keys of a header, each list of tables in it meaning its last table so far."""
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if number < len(keys) - 1 and path in self.counts:
                path = (*path, self.counts[path] - 1)
        if path in self.counts and not self.text.startswith("]]", self.text.index("]", self.at)):
            path = (*path, self.counts[path] - 1)
        return path

    def pair(self, table: Path) -> None:
        line = self.line()
        path = (*table, *self.keys())
        for end in range(len(table) + 1, len(path) + 1):
            self.found.setdefault(path[:end], line)
        self.space()
        self.at += 1  # the equals sign
        self.value(path)

    def keys(self) -> list[str]:
        """A key or several with dots between, the place left after the last."""
        keys: list[str] = []
        while True:
            self.space()
            keys.append(self.key())
            self.space()
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def key(self) -> str:
        if self.text[self.at] in "\"'":
            return self.take(_STRING)[1:-1]
        return self.take(_BARE)

    def value(self, path: Path) -> None:
        self.space()
        self.found.setdefault(path, self.line())
        match self.text[self.at]:
            case "[":
                self.array(path)
            case "{":
                self.inline(path)
            case '"' | "'":
                self.take(_STRING)
            case _:
                self.take(_PLAIN)

    def array(self, path: Path) -> None:
        self.at += 1
        self.space()
        number = 0
        while self.text[self.at] != "]":
            self.value((*path, number))
            number += 1
            self.past_comma()
        self.at += 1

    def inline(self, path: Path) -> None:
        self.at += 1
        self.space()
        while self.text[self.at] != "}":
            self.pair(path)
            self.past_comma()
        self.at += 1

    def past_comma(self) -> None:
        self.space()
        if self.text[self.at] == ",":
            self.at += 1
        self.space()

    def space(self) -> None:
        self.take(_SPACE)

    def take(self, what: re.Pattern[str]) -> str:
        match = what.match(self.text, self.at)
        if match is None:
            raise IndexError(self.at)
        self.at = match.end()
        return match.group()

    def line(self) -> int:
        return bisect_left(self.breaks, self.at) + 1
