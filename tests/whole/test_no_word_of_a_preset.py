"""Nothing knows what a colour, an area, a band, a subject or a reward is called but the scheme."""

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from lantern.schemes.presets import Scheme
from lantern.schemes.tests.odd import odd, odd_text, spoken
from tests.architecture.river import PACKAGE, in_short
from tests.cast import Cast
from tests.whole.answers import ClientOf, every_answer
from tests.whole.happenings import play
from tests.whole.words import (
    OURS,
    PUT_TOGETHER,
    found_in,
    names_of_presets,
    phrases_of_presets,
    without_the_offer,
)

REMARKS = {
    ".html": re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/|(?<=[ ;])writing-mode(?=:)", re.DOTALL),  # a property of CSS
    ".js": re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL),
    ".typ": re.compile(r"//[^\n]*"),
}
NOT_CODE = {"tests", "migrations", "demo", "presets"}


def test_no_screen_of_an_invented_scheme_says_a_word_of_a_preset(
    cast: Cast, client_of: ClientOf
) -> None:
    """Every page, part, style sheet and paper, as every role; and it does say its own words."""
    run = play(cast, odd_text("invented"))
    shown: set[str] = set()
    own = frozenset([*names_of(odd("invented")), *PUT_TOGETHER])
    slips = set()
    for answer in every_answer(cast, run, client_of):
        text = unescape(answer.text)
        text = without_the_offer(text) if "/scheme/adopting/" in answer.where else text
        slips |= {(word, answer.where) for word in found_in(text, phrases_of_presets())}
        shown |= found_in(text, own - shown)
    assert not slips, sorted(slips)[:20]
    assert not own - shown, sorted(own - shown)


def names_of(scheme: Scheme) -> Iterator[str]:
    """What this scheme calls all that is judged and counted, and who judges."""
    yield from (area.name for area in scheme.areas)
    yield from (subject.name for subject in scheme.subjects)
    yield from (fact.name for fact in scheme.facts)
    yield from (rating.name for scale in scheme.scales for rating in scale.ratings)
    yield from (step.name for scale in scheme.attainment for step in scale.steps)
    yield from (*spoken(scheme.words), *spoken(scheme.voices))


def test_no_code_says_a_word_of_a_preset() -> None:
    said = {in_short(path): found_in(text, names_of_presets()) for path, text in code()}
    slips = {where: words for where, words in said.items() if words}
    assert not slips, slips


def test_each_word_that_is_excused_is_wanted() -> None:
    """An excuse that excuses nothing goes."""
    text = "\n".join(text for _, text in code())
    assert found_in(text, frozenset(OURS)) == OURS.keys()


def code() -> Iterator[tuple[Path, str]]:
    """Our own templates, styles, scripts and papers, and what is quoted in our Python."""
    for path in sorted(PACKAGE.rglob("*")):
        if NOT_CODE & set(path.parts):
            continue
        if path.suffix == ".py":
            yield path, "\n".join(quoted(ast.parse(path.read_text(encoding="utf-8"))))
        elif path.suffix in REMARKS:
            yield path, REMARKS[path.suffix].sub("", path.read_text(encoding="utf-8"))


def quoted(module: ast.Module) -> Iterator[str]:
    """Every string that is no docstring."""
    alone = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and id(node) not in alone:
            yield from [node.value] if isinstance(node.value, str) else []
