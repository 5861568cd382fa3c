"""Whether a page offers something: only what its reader may do."""

from django import template

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can

register = template.Library()


@register.filter
def may(viewer: Viewer, can: str) -> bool:
    """`viewer|may:"SET_PEOPLE"`: whether this person may, by the name in the table of roles."""
    return viewer.may(Can[can])


@register.filter
def in_fours(key: str) -> str:
    """A long key in groups of four, as people type it from a screen."""
    return " ".join(key[place : place + 4] for place in range(0, len(key), 4))
