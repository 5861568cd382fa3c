"""Whether a page offers something: only what its reader may do."""

from django import template

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can

register = template.Library()


@register.filter
def may(viewer: Viewer, can: str) -> bool:
    """`viewer|may:"SET_PEOPLE"`: whether this person may, by the name in the table of roles."""
    return viewer.may(Can[can])
