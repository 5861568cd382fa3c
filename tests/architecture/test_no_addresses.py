"""No file names a package registry or a place on someone's machine; no page asks another host."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.river import ROOT, in_short, lines

# in pieces, so that this file does not name one
REGISTRIES = ("py" + "pi.org", "pythonhosted" + ".org", "npm" + "js.org", "npm" + "js.com")
REGISTRY = re.compile("|".join(re.escape(name) for name in REGISTRIES) + r"|--(extra-)?index-url")
MACHINE = re.compile(r"(?<![\w.}\])>/-])/(home|root|Users|work|tmp)/\w|\b[A-Z]:\\Users\\")

ELSEWHERE = r"[\"']?\s*(https?:)?//[a-z0-9]"
FETCHES = {
    ".html": re.compile(
        r"<(?!a\b)\w+\b[^>]*?\s(src|srcset|href|action|formaction|data|poster|(?:data-)?hx-\w+)\s*=\s*"
        + ELSEWHERE,
        re.IGNORECASE,
    ),
    ".css": re.compile(r"(url\(|@import)\s*" + ELSEWHERE, re.IGNORECASE),
    ".js": re.compile(r"[\"'`](https?:|wss?:)?//(?!www\.w3\.org)[a-z0-9]", re.IGNORECASE),
    ".svg": re.compile(r"(href|src)\s*=\s*" + ELSEWHERE, re.IGNORECASE),
}


def faults(text: str, ending: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if REGISTRY.search(line) and "--no-emit" not in line:
            yield f"{number}: names a package registry"
        if MACHINE.search(line):
            yield f"{number}: names a place on one machine"
    if ending in FETCHES and (found := FETCHES[ending].search(text)):
        yield f"asks another host: {found[0]}"


def tracked() -> list[Path]:
    """Every file that git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    """Its words; nothing if it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_registry_a_machine_or_another_host() -> None:
    found = [
        f"{in_short(path)} {words}"
        for path in tracked()
        for words in faults(text_of(path), path.suffix)
    ]
    assert not found, lines(found)


def test_files_are_looked_at() -> None:
    assert ROOT / "pyproject.toml" in tracked()


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (f"see https://{REGISTRIES[0]}/simple", ".md"),
        ("--index" + "-url x", ".txt"),
        ("open('" + "/home" + "/me/x')", ".py"),
        ('<script src="//cdn.example/x.js"></script>', ".html"),
        ("<link rel='x'\n href='https://fonts.example/x'>", ".html"),
        ("@import 'https://fonts.example/x';", ".css"),
        ("a { background: url(//x.example/y.png) }", ".css"),
        ("fetch(`https://x.example/`)", ".js"),
        ('<image href="http://x.example/y.png"/>', ".svg"),
    ],
)
def test_a_bad_line_is_found(text: str, ending: str) -> None:
    assert len(list(faults(text, ending))) == 1


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ('<a href="https://www.gov.uk/">GOV.UK</a>', ".html"),
        ("""<script src="{% static 'design/x.js' %}"></script>""", ".html"),
        ("svg('http://www.w3.org/2000/svg')", ".js"),
        ("a { background: url(data:image/png;base64,//x) }", ".css"),
        ("get('/schools" + "/home/" + "week/')", ".py"),
    ],
)
def test_a_good_line_is_let_be(text: str, ending: str) -> None:
    assert not list(faults(text, ending))
