"""What a newcomer reads first is there, true, and short enough to be read."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.river import PACKAGE, ROOT, depths

COMMANDS = ("python3 run.py demo", "python3 run.py test")
HALF_A_PAGE, A_PAGE = 360, 900  # words
FIVE_LINES = 5
PICTURE = re.compile(r"^!\[.+\]\((\S+)\)$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
DRAWN = re.compile(r"^  (\w+)|(?<=\S) {3,}(\w+)/", re.MULTILINE)  # at a line's start, or a sibling


def missing(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in text]


def drawn(architecture: str) -> list[str]:
    """The folders as its tree names them, from the sea to the spring."""
    tree = architecture.split("```")[1].split("\ntests/")[0]
    return [first or beside for first, beside in DRAWN.findall(tree)]


def too_long(texts: dict[str, str], *, words: int) -> list[str]:
    return [name for name, text in texts.items() if len(text.split()) > words]


def read(*names: str) -> dict[str, str]:
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in names}


def decisions() -> list[str]:
    return [path.name for path in (ROOT / "docs" / "decisions").glob("*.md")]


def test_the_readme_shows_the_two_commands() -> None:
    assert not missing(read("README.md")["README.md"], COMMANDS)


def test_the_readme_says_in_five_lines_what_lantern_is_beside_one_picture() -> None:
    text = read("README.md")["README.md"]
    assert len(PICTURE.findall(text)) == 1
    said = text[: text.index("![")].removeprefix("# Lantern\n").split("\n")
    assert 0 < len([line for line in said if line]) <= FIVE_LINES


def test_every_link_leads_to_what_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "STYLE.md"]
    pages += sorted((ROOT / "docs").rglob("*.md"))
    assert not [lost for page in pages for lost in led_astray(page, page.read_text("utf-8"))]


def led_astray(page: Path, text: str) -> list[str]:
    links = LINK.findall(text)
    return [f"{page.name}: {link}" for link in links if not (page.parent / link).exists()]


def test_architecture_draws_the_river_as_it_is() -> None:
    there = {path.stem: depths()[path.stem] for path in PACKAGE.iterdir() if path.stem in depths()}
    named = drawn(read("ARCHITECTURE.md")["ARCHITECTURE.md"])
    assert sorted(named) == sorted(there)
    assert [there[name] for name in named] == sorted(there.values())


def test_what_is_read_first_is_short() -> None:
    assert not too_long(read("README.md", "ARCHITECTURE.md", "STYLE.md"), words=A_PAGE)
    assert not too_long(
        read(*(f"docs/decisions/{name}" for name in decisions())), words=HALF_A_PAGE
    )


def test_each_decision_has_a_number_of_its_own() -> None:
    assert not shared(decisions())


def test_what_is_wrong_is_found() -> None:
    assert missing("python3 run.py demo", COMMANDS) == ["python3 run.py test"]
    assert led_astray(ROOT / "x.md", "[a](README.md#b) [b](https://c.example) [c](d.md)") == [
        "x.md: d.md"
    ]
    assert drawn("```\nx/\n  sea/  a/ b\n        c/ d\n  one/   x    two/  y\n```") == [
        "sea", "one", "two",
    ]  # fmt: skip
    assert too_long({"a": "one two", "b": "one two three"}, words=2) == ["b"]
    assert shared(["0001-a.md", "0002-b.md", "0001-c.md"]) == {"0001"}


def shared(names: Iterable[str]) -> set[str]:
    counted = Counter(name[:4] for name in names)
    return {number for number, count in counted.items() if count > 1}
