"""A fingerprint of what was shown, so that what is confirmed is that and nothing else."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from uuid import UUID


def digest_of(value: object) -> str:
    """64 hexadecimal digits, the same wherever it is worked out. Raises TypeError for no plan."""
    text = json.dumps(_plain(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """A value of a plan as JSON can hold it, in an order that never varies."""
    match value:
        case None | bool() | int() | str():
            return value
        case date() | UUID():
            return str(value)
        case frozenset():
            return sorted(str(member) for member in value)
        case tuple():
            return [_plain(member) for member in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"A plan holds no {type(value).__name__}.")
