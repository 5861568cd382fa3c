"""No code knows what a colour, an area, a band, a subject or a reward is called: the scheme does.

That no screen says it stands in test_an_invented_scheme.py.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.river import PACKAGE, in_short
from tests.whole.words import OURS, found_in, names_of_presets

REMARKS = {
    ".html": re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/|(?<=[ ;])writing-mode(?=:)", re.DOTALL),  # a property of CSS
    ".js": re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL),
    ".typ": re.compile(r"//[^\n]*"),
}
NOT_CODE = {"tests", "migrations", "demo", "presets"}


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
