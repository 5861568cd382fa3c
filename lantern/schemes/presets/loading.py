"""A scheme's text read into frozen dataclasses, or every reason why not."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path as File
from typing import get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from lantern.schemes.presets.positions import Path, line_of, positions
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.presets.trouble import Problem, SchemeTrouble, did_you_mean, place

LARGEST = 1_000_000  # bytes
MOST = 200  # problems told at once; beyond them the file is something else altogether

_HERE = File(__file__).parent
_SCHEME = TypeAdapter(Scheme)

PRESETS: tuple[str, ...] = tuple(sorted(file.stem for file in _HERE.glob("*.toml")))


def load(text: str | bytes) -> Scheme:
    """The scheme that a text holds.

    Raises SchemeTrouble with every problem found, whatever the text is.
    """
    plain = read(text)
    document = _parse(plain)
    return build(document, plain)


def read(text: str | bytes) -> str:
    """The text as words: no byte order mark, lines ended as ours are. Raises SchemeTrouble."""
    try:
        raw = text.encode() if isinstance(text, str) else text
        if len(raw) > LARGEST:
            raise _trouble("The file is larger than 1 MB.", "A scheme is a short text of words.")
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeError as error:
        raise _trouble(
            "The file is not saved as UTF-8.",
            "Open it in your editor and save it again with the encoding UTF-8.",
        ) from error


def build(document: dict[str, object], text: str = "") -> Scheme:
    """The scheme in a document that TOML made; `text` is only for the lines in its troubles."""
    try:
        return _SCHEME.validate_python(document)
    except ValidationError as error:
        found = positions(text)
        raise SchemeTrouble(
            sorted(
                (_problem(detail, document, found) for detail in error.errors()[:MOST]),
                key=lambda problem: problem.line or 0,
            )
        ) from error


@lru_cache(maxsize=64)
def load_once(text: str) -> Scheme:
    """The same as `load`, remembered in this process."""
    return load(text)


def preset_text(key: str) -> str:
    """The text of one of ours; raises SchemeTrouble for a name that we don't have."""
    if key not in PRESETS:
        raise _trouble(f'There is no preset "{key}".', did_you_mean(key, PRESETS))
    return (_HERE / f"{key}.toml").read_text(encoding="utf-8")


def preset(key: str) -> Scheme:
    """One of our schemes; raises SchemeTrouble for a name that we don't have."""
    return load_once(preset_text(key))


# --- from TOML ---------------------------------------------------------------------------------

# tomllib takes memory by the square of a key's parts: one key of a 1 MB text would need 90 GB.
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}"""
)


def _parse(text: str) -> dict[str, object]:
    if _LONG_KEY.search(text):
        raise _trouble("A key has more than twenty parts.", "Two or three will do: areas.says.")
    try:
        return tomllib.loads(text, parse_float=_number)
    except RecursionError as error:
        raise _trouble("There are too many brackets inside brackets.", "") from error
    except ValueError as error:
        raise SchemeTrouble([_grammar(str(error), text)]) from error


def _number(typed: str) -> Decimal:
    try:
        return Decimal(typed)
    except InvalidOperation as error:
        raise ValueError(f"The number {typed[:40]} is too large") from error


def _trouble(what: str, instead: str) -> SchemeTrouble:
    return SchemeTrouble([Problem("the text", None, what, instead)])


_SENTENCES = {
    "Expected '=' after a key": (
        "A line needs a key, an equals sign and a value.",
        'Write it like name = "Attendance".',
    ),
    "Invalid value": (
        "What follows the equals sign is no value.",
        'Put words in quotation marks: name = "Attendance". Leave numbers and true bare.',
    ),
    "Cannot overwrite a value": ("This key was given before.", "Keep one of the two."),
    "Cannot declare": ("This heading was given before.", "Keep one, or write [[ ]] for a list."),
    "Cannot mutate": ("This table was finished before.", "Put its keys in one place."),
    "Unclosed array": ("A list was opened and not closed.", "Put ] after its last item."),
    "Unclosed inline table": ("A brace was opened and not closed.", "Put } after its last key."),
    "Illegal character": (
        "Something here must not stand in a text like this.",
        "Close the quotation marks on the same line, or use three to write several lines.",
    ),
    "Unterminated string": ("Quotation marks are not closed.", 'Put " after the last word.'),
    "Expected newline or end of document": (
        "There is something after the value.",
        "Put the next key on a line of its own, and join items of a list with commas.",
    ),
    "Invalid initial character for a key part": (
        "A key begins with a letter.",
        "Take the odd character away, or put the key in quotation marks.",
    ),
}


def _grammar(message: str, text: str) -> Problem:
    """Where the text stops being TOML, in plain words where we have them."""
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    line = text.count("\n") + 1
    if found and found.group(1):
        line = int(found.group(1))
    said = message[: found.start()] if found else message
    for begins, (what, instead) in _SENTENCES.items():
        if said.startswith(begins):
            return Problem("the text", line, what, instead)
    return Problem("the text", line, f"This cannot be read: {said}.", "Write this line anew.")


# --- from pydantic -----------------------------------------------------------------------------


def _problem(detail: ErrorDetails, document: object, found: Mapping[Path, int]) -> Problem:
    path: Path = detail["loc"]
    what, instead = _sentence(detail)
    where = place(document, path)
    return Problem(where, line_of(found, path), what, instead, path=path)


def _sentence(detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what to write instead."""
    context = detail.get("ctx", {})
    last = detail["loc"][-1] if detail["loc"] else ""
    match detail["type"]:
        case "plain":
            return str(context["what"]), str(context["instead"])
        case "missing":
            return f'The key "{last}" is missing.', f"Add a line {last} = … here."
        case "unexpected_keyword_argument" | "extra_forbidden":
            return f'There is no key "{last}" here.', did_you_mean(str(last), _keys(detail["loc"]))
        case "literal_error":
            return f"{_shown(detail['input'])} is none of the choices.", _choices(context)
        case "tuple_type":
            return "This should be a list.", f"Put square brackets round it: {last} = [ … ]."
        case "dataclass_type" | "mapping_type" | "dict_type":
            above = f"Write {_heading(detail['loc'])} above its keys."
            return "This should be a table of keys.", above
    return f"{detail['msg']}.", "Look at an example of it in docs/scheme-format.md."


def _heading(path: Path) -> str:
    """The line above a table of keys: [areas.says] in a list is [[areas]], then [areas.says]."""
    words = ".".join(step for step in path if isinstance(step, str))
    return f"[[{words}]]" if isinstance(path[-1], int) else f"[{words}]"


def _shown(value: object) -> str:
    return f'"{value[:40]}"' if isinstance(value, str) else "What stands here"


def _choices(context: Mapping[str, object]) -> str:
    return f"Use one of: {context['expected']}.".replace("'", '"')


def _keys(path: Path) -> tuple[str, ...]:
    """The keys that the table at a path may have, walking the dataclasses down to it."""
    here: object = Scheme
    for step in path[:-1]:
        if isinstance(step, str):
            here = _type_of(here, step)
    return tuple(_written(here)) if is_dataclass(here) else ()


def _type_of(table: object, key: str) -> object:
    return _written(table)[key]


def _written(table: object) -> dict[str, object]:
    """What each key of a table is, as it is written in TOML (`from`, not `low`)."""
    known: dict[str, object] = {}
    if is_dataclass(table):
        for each in fields(table):
            known[_alias(each.type) or each.name] = _table_in(each.type)
    return known


def _alias(kind: object) -> str | None:
    for note in get_args(kind)[1:]:
        if isinstance(note, FieldInfo) and note.alias:
            return note.alias
    return None


def _table_in(kind: object) -> object:
    """The dataclass inside `tuple[X, ...]`, `X | None` or `X`; else nothing of ours."""
    if is_dataclass(kind):
        return kind
    return next((inner for inner in map(_table_in, get_args(kind)) if is_dataclass(inner)), None)
