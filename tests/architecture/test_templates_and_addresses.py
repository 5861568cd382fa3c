"""Templates and addresses flow as imports do: to one's own app, upstream, or `design`."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture.river import (
    files,
    folder_of_file,
    in_short,
    lines,
    may_know,
    source,
)

TAG = re.compile(r"{%\s*(extends|include|url)\s+(\S+)")
QUOTED = re.compile(r"""^(["'])(?P<name>[^"']+)\1$""")
SAYS_AN_ADDRESS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
LEFT_TO_DJANGO = (".template_name",)  # a form's field says which template draws it


@cache
def template_homes() -> dict[str, str]:
    """The folder that owns each template of ours, by the name it is called by."""
    return {
        path.as_posix().split("/templates/", 1)[1]: folder_of_file(path)
        for path in files("*.html")
        if "/templates/" in path.as_posix()
    }


@cache
def address_homes() -> dict[str, str]:
    """The folder that owns each namespace, read from `app_name` in its urls."""
    homes = {}
    for path, tree in source("urls.py"):
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
                if names == ["app_name"]:
                    homes[str(node.value.value)] = folder_of_file(path)
    return homes


def faults_of_template(
    text: str, folder: str, templates: dict[str, str], addresses: dict[str, str]
) -> Iterator[str]:
    for tag, word in TAG.findall(text):
        quoted = QUOTED.match(word)
        if quoted is None:
            if tag != "url" and not word.endswith(LEFT_TO_DJANGO):
                yield f"{{% {tag} {word} %}}: name it in quotation marks, so that it can be checked"
            continue
        yield from fault(quoted["name"], folder, addresses if tag == "url" else templates)


def faults_of_code(tree: ast.AST, folder: str, addresses: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in SAYS_AN_ADDRESS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield from fault(first.value, folder, addresses)


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def fault(name: str, folder: str, homes: dict[str, str]) -> Iterator[str]:
    """One sentence if `name` belongs to a folder that this one may not know."""
    owner = homes.get(name.partition("#")[0]) or homes.get(name.partition(":")[0])
    if owner and not may_know(folder, owner):
        yield f"{name} belongs to {owner}, which {folder} may not know"


def test_templates_point_upstream() -> None:
    found = [
        f"{in_short(path)}: {words}"
        for path in files("*.html")
        for words in faults_of_template(
            path.read_text(encoding="utf-8"),
            folder_of_file(path),
            template_homes(),
            address_homes(),
        )
    ]
    assert not found, lines(found)


def test_code_names_addresses_upstream() -> None:
    found = [
        f"{in_short(path)}: {words}"
        for path, tree in source()
        for words in faults_of_code(tree, folder_of_file(path), address_homes())
    ]
    assert not found, lines(found)


TEMPLATES = {"reviews/judge.html": "reviews", "design/page.html": "design"}
ADDRESSES = {"reviews": "reviews", "roster": "roster"}


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "reviews/judge.html" %}',
        "{% include 'reviews/judge.html#row' with row=row only %}",
        "{% url 'reviews:judge' review.ref %}",
        "{% include part %}",
    ],
)
def test_a_bad_template_is_found(text: str) -> None:
    assert len(list(faults_of_template(text, "roster", TEMPLATES, ADDRESSES))) == 1


def test_a_good_template_is_let_be() -> None:
    text = """{% extends "design/page.html" %}{% url "roster:pupil" %}{% url 'account_login' %}
    {% include field.template_name %}{% url there %}"""
    assert not list(faults_of_template(text, "roster", TEMPLATES, ADDRESSES))


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("return redirect('reviews:judge', 1)", 1),
        ("x = urls.reverse('reviews:judge')", 1),
        ("return redirect(safe_next(request) or reverse('reviews:judge'))", 1),
        ("return redirect('roster:pupil')", 0),
        ("return redirect(there)", 0),
    ],
)
def test_a_bad_redirect_is_found(code: str, wrong: int) -> None:
    assert len(list(faults_of_code(ast.parse(code), "roster", ADDRESSES))) == wrong


def test_each_namespace_and_template_is_known() -> None:
    """Else the tests above would pass for want of anything to compare with."""
    assert "design" in template_homes().values()
    assert address_homes()
