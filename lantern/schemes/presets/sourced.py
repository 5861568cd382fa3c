"""What each kind of table of a scheme shares, and the words that several of them choose from."""

from dataclasses import dataclass
from typing import Literal

from pydantic import ConfigDict

from lantern.schemes.presets.kinds import Text

Span = Literal["half-term", "term", "year", "free"]
Window = Literal["period", "half-term", "term", "year"]
Reset = Literal["day", "week", "half-term", "term", "year", "never"]
Counted = Literal["percent", "count", "per-week"]
Person = Literal["teacher", "assistant", "mentor", "child", "parent", "leader"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sourced:
    """Where a table of a scheme comes from, and which of its values are our defaults."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    source: tuple[Text, ...] = ()
    ours: tuple[Text, ...] = ()
